"""Roles, leaving, being removed, and handing a household over."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from apiflask import APIFlask
from sqlalchemy import delete, func, select, update

from mingus import ledger
from mingus.core import household_events
from mingus.core.clock import now
from mingus.core.db import GLOBAL, transaction
from mingus.core.errors import Forbidden, NotFound, Refused
from mingus.core.ids import new_id
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.identity import service
from mingus.identity.models import Household, Membership
from mingus.identity.service import members
from tests.factories import browser_of, make_someone, program_of, share
from tests.identity.invited import Post


def role_of(member: Member) -> str | None:
    with transaction(GLOBAL, read_only=True) as db:
        mine = (Membership.household_id == member.household_id, Membership.person_id == member.person_id)
        return db.scalar(select(Membership.role).where(*mine))


def act(who: Member, what: Callable[..., Any], *args: object, **more: object) -> Any:
    with transaction(who.household_id) as db:
        return what(db, who, *args, **more)


def test_everybody_sees_who_belongs_here_and_the_owner_their_addresses(
    alice: Member, partner: Member, viewer: Member
) -> None:
    seen = act(alice, members.view)
    assert [(one.name, one.role) for one in seen.members] == [
        ("Alice Example", "owner"), ("Pat Example", "partner"), ("Vera Example", "viewer"),
    ]  # fmt: skip
    assert all(one.email for one in seen.members)
    for who in (partner, viewer):
        addresses = {one.person_id: one.email for one in act(who, members.view).members}
        assert [person for person, email in addresses.items() if email] == [who.person_id]


def test_a_stranger_sees_nobody(alice: Member, partner: Member, bob: Member) -> None:
    assert [one.name for one in act(bob, members.view).members] == ["Bob Example"]
    with pytest.raises(NotFound):
        act(bob, members.remove, partner.person_id)
    with pytest.raises(NotFound):
        act(bob, members.change_role, partner.person_id, "viewer")
    assert role_of(partner) == "partner"


def test_a_changed_role_holds_at_once_and_ends_the_sign_ins_there(
    app: APIFlask, alice: Member, partner: Member
) -> None:
    browser, program = browser_of(app, partner), program_of(app, partner)
    act(alice, members.change_role, partner.person_id, "viewer")
    assert browser.get("/accounts").status_code == 303
    assert program.get("/api/financial/accounts").status_code == 401
    answer = browser_of(app, partner).post("/accounts", data={"name": "New", "kind": "cash"})
    assert answer.status_code == 403


def test_the_owners_role_does_not_change_by_a_click(alice: Member) -> None:
    with pytest.raises(Refused, match="Hand the household over"):
        act(alice, members.change_role, alice.person_id, "viewer")


@pytest.mark.parametrize("role", ["partner", "viewer"])
def test_whoever_does_not_own_it_runs_nothing(alice: Member, configuration: Settings, role: str) -> None:
    who = share(alice, make_someone(configuration), role)
    other = share(alice, make_someone(configuration), "partner")
    for what in (members.remove, members.offer_ownership):
        with pytest.raises(Forbidden):
            act(who, what, other.person_id)
    with pytest.raises(Forbidden):
        act(who, members.change_role, other.person_id, "viewer")
    with pytest.raises(Forbidden):
        act(who, members.withdraw_ownership)


def test_a_request_that_began_before_the_household_was_handed_over_runs_nothing(
    alice: Member, partner: Member, viewer: Member, post: Post
) -> None:
    """It still says that Alice is the owner; without a look at what she is now, the household would lose its own."""
    act(alice, members.offer_ownership, partner.person_id)
    act(partner, members.answer_ownership, accepts=True)
    for what in (members.remove, members.offer_ownership):
        for whom in (partner, viewer):
            with pytest.raises(Forbidden):
                act(alice, what, whom.person_id)
    with pytest.raises(Forbidden):
        act(alice, members.change_role, viewer.person_id, "partner")
    with pytest.raises(Forbidden):
        act(alice, members.withdraw_ownership)
    with pytest.raises(Forbidden):
        post.invite(alice, "guest@example.com")
    assert [role_of(one) for one in (alice, partner, viewer)] == ["partner", "owner", "viewer"]


def test_whoever_is_removed_is_out_at_once_and_not_without_a_household(
    app: APIFlask, alice: Member, partner: Member
) -> None:
    browser, program = browser_of(app, partner), program_of(app, partner)
    assert browser.get("/accounts").status_code == 200
    act(alice, members.remove, partner.person_id)
    assert browser.get("/accounts").status_code == 303
    assert program.get("/api/financial/accounts").status_code == 401
    assert program.post("/api/auth/refresh", json={"refresh_token": program.refresh_token}).status_code == 401
    with transaction(GLOBAL, read_only=True) as db:
        assert [one.role for one in service.households.of_person(db, partner.person_id)] == ["owner"]


def test_a_person_who_had_only_this_household_gets_a_fresh_one_with_its_categories(
    alice: Member, partner: Member
) -> None:
    with transaction(GLOBAL) as db:
        others = (Membership.person_id == partner.person_id, Membership.household_id != alice.household_id)
        db.execute(delete(Household).where(Household.id.in_(select(Membership.household_id).where(*others))))
    fresh = act(partner, members.leave)
    assert isinstance(fresh, UUID)
    mine = Member(fresh, partner.person_id)
    with transaction(fresh, read_only=True) as db:
        assert len(ledger.category_choices(db, mine).offered) > 5


def test_the_owner_cannot_leave_nor_be_removed(alice: Member, partner: Member) -> None:
    with pytest.raises(Refused, match="Hand it over"):
        act(alice, members.leave)
    with pytest.raises(Refused, match="leave the household"):
        act(alice, members.remove, alice.person_id)
    assert role_of(alice) == "owner"


def test_handing_over_takes_both(alice: Member, partner: Member) -> None:
    act(alice, members.offer_ownership, partner.person_id)
    assert (role_of(alice), role_of(partner)) == ("owner", "partner")
    act(partner, members.answer_ownership, accepts=True)
    assert (role_of(alice), role_of(partner)) == ("partner", "owner")
    with pytest.raises(Refused):
        act(partner, members.answer_ownership, accepts=True)


def test_the_owner_before_signs_in_anew_as_what_they_are_now(app: APIFlask, alice: Member, partner: Member) -> None:
    browser = browser_of(app, alice)
    act(alice, members.offer_ownership, partner.person_id)
    act(partner, members.answer_ownership, accepts=True)
    assert browser.get("/settings/household").status_code == 303
    act(Member(alice.household_id, alice.person_id, role="partner"), members.leave)
    assert role_of(alice) is None


def test_nobody_takes_a_household_that_is_not_offered(alice: Member, partner: Member, viewer: Member) -> None:
    act(alice, members.offer_ownership, partner.person_id)
    with pytest.raises(Refused, match="Nobody offers"):
        act(viewer, members.answer_ownership, accepts=True)
    act(alice, members.offer_ownership, viewer.person_id)  # to another: the first offer ends
    with pytest.raises(Refused):
        act(partner, members.answer_ownership, accepts=True)
    act(alice, members.withdraw_ownership)
    with pytest.raises(Refused):
        act(viewer, members.answer_ownership, accepts=True)
    assert role_of(alice) == "owner"


def test_an_offer_ends_after_a_week_and_when_declined(alice: Member, partner: Member) -> None:
    act(alice, members.offer_ownership, partner.person_id)
    act(partner, members.answer_ownership, accepts=False)
    with pytest.raises(Refused):
        act(partner, members.answer_ownership, accepts=True)
    act(alice, members.offer_ownership, partner.person_id)
    with transaction(GLOBAL) as db:
        old = now() - timedelta(days=7, seconds=1)
        db.execute(update(Membership).where(Membership.person_id == partner.person_id).values(ownership_offered_at=old))
    with pytest.raises(Refused):
        act(partner, members.answer_ownership, accepts=True)


def test_somebody_unknown_is_not_found(alice: Member) -> None:
    for what in (members.remove, members.offer_ownership):
        with pytest.raises(NotFound):
            act(alice, what, new_id())


def test_a_household_has_one_owner_all_the_time(alice: Member, partner: Member) -> None:
    act(alice, members.offer_ownership, partner.person_id)
    act(partner, members.answer_ownership, accepts=True)
    with transaction(GLOBAL, read_only=True) as db:
        owners = (Membership.household_id == alice.household_id, Membership.role == "owner")
        assert db.scalar(select(func.count()).where(*owners)) == 1


def test_whoever_left_is_remembered_for_what_lies_in_the_trash(alice: Member, partner: Member) -> None:
    act(partner, members.leave)
    with transaction(GLOBAL, read_only=True) as db:
        assert members.former_households(db, partner.person_id) == [alice.household_id]


def test_erasing_a_person_gives_them_no_new_household(alice: Member, partner: Member) -> None:
    assert act(partner, members.leave, how=household_events.ERASED) is None
