"""What happens to goals, in words."""

from mingus import goals
from mingus.core import db
from mingus.core.tenancy import Member
from mingus.goals.schemas import ContributionDraft, GoalDraft
from tests.identity.service.test_activity import sentences


def test_a_goal_is_set_saved_for_and_reached(app: object, alice: Member) -> None:
    with db.transaction(alice.household_id) as session:
        goal = goals.create(session, alice, GoalDraft(title="A boat", target_amount="100"))
    for amount in ("60", "-10", "50"):
        with db.transaction(alice.household_id) as session:
            goals.contribute(session, alice, goal.id, ContributionDraft(amount=amount))
    assert sentences(alice, kind="money") == [
        "You reached a goal.",
        "You put money towards a goal.",
        "You took money back from a goal.",
        "You put money towards a goal.",
        "You set a goal.",
    ]
