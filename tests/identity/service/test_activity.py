"""What happened, as each of two people in a household sees it."""

import pytest
from apiflask import APIFlask

from mingus import goals
from mingus.core import db, events, system_events
from mingus.core.errors import Refused
from mingus.core.ids import new_id
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.goals.schemas import GoalDraft
from mingus.identity import service
from mingus.identity.activity_views import ActivityFilter, ActivityPage
from tests.factories import browser_of, program_of
from tests.identity.households import add_partner


def seen(member: Member, **wanted: object) -> ActivityPage:
    with db.transaction(member.household_id, read_only=True) as session:
        return service.activity_of(session, member, ActivityFilter.model_validate(wanted))


def sentences(member: Member, **wanted: object) -> list[str]:
    return [line.sentence for line in seen(member, **wanted).lines]


@pytest.fixture
def sam(app: APIFlask, configuration: Settings, alice: Member) -> Member:
    return add_partner(configuration, alice)


def set_a_goal(member: Member) -> None:
    with db.transaction(member.household_id) as session:
        goals.create(session, member, GoalDraft(title="A boat", target_amount="9000"))


def test_it_says_who_did_what_newest_first(alice: Member, sam: Member) -> None:
    set_a_goal(sam)
    assert sentences(alice) == ["Sam set a goal.", "You started this household.", "You joined Mingus."]
    assert sentences(sam) == ["You set a goal.", "Alice started this household."]


def test_sign_ins_are_shown_to_whose_they_are_with_their_browser(app: APIFlask, alice: Member, sam: Member) -> None:
    browser_of(app, alice)
    program_of(app, alice)
    mine = seen(alice, kind="security").lines
    assert [(line.sentence, line.browser) for line in mine] == [
        ("You signed in.", "A program"),
        ("You signed in.", "Test browser"),
    ]
    assert sentences(sam, kind="security") == []


def test_what_concerns_me_is_mine_whoever_did_it(alice: Member, sam: Member) -> None:
    with db.transaction(alice.household_id) as session:
        events.record(session, events.PasswordChanged(alice.household_id, None, alice.person_id))
    assert "Mingus changed your password." in sentences(alice)
    assert "Mingus changed your password." not in sentences(sam)


def test_what_is_in_the_systems_chain_is_nobodys(alice: Member) -> None:
    with db.transaction(alice.household_id) as session:
        events.record(session, system_events.KeysRotated(alice.household_id, None, "aa", 1))
    assert not [said for said in sentences(alice) if "keys" in said]


def test_bob_sees_nothing_of_it(alice: Member, bob: Member) -> None:
    set_a_goal(alice)
    assert sentences(bob) == ["You started this household.", "You joined Mingus."]


def test_a_stranger_of_former_times_has_no_name(alice: Member) -> None:
    with db.transaction(alice.household_id) as session:
        events.record(session, events.HouseholdChanged(alice.household_id, new_id()))
    assert sentences(alice)[0] == "Someone who has left changed the household’s name, time zone or currency."


def test_a_name_that_cannot_be_read_does_not_break_the_page(alice: Member, sam: Member) -> None:
    set_a_goal(sam)
    from sqlalchemy import update

    from mingus.identity.models import Person

    with db.transaction(db.GLOBAL) as session:
        session.execute(update(Person).where(Person.id == sam.person_id).values(first_name_sealed=b"broken"))
    assert sentences(alice)[0] == "Someone in your household set a goal."


def test_pages_follow_each_other_without_gap_or_overlap(alice: Member) -> None:
    for _ in range(5):
        set_a_goal(alice)
    whole, pieces, cursor = sentences(alice), list[str](), None
    while True:
        page = seen(alice, limit=2, cursor=cursor)
        pieces += [line.sentence for line in page.lines]
        cursor = page.older
        if cursor is None:
            break
    assert pieces == whole
    assert len(whole) == 7


def test_a_place_that_was_made_up_or_lent_is_refused(alice: Member, bob: Member) -> None:
    set_a_goal(alice)
    lent = seen(alice, limit=1).older
    for cursor in (lent, "made up", "é"):
        with pytest.raises(Refused):
            seen(bob, cursor=cursor)


def test_times_are_those_of_the_household(alice: Member) -> None:
    assert str(seen(alice).lines[0].happened_at.tzinfo) == "America/New_York"
