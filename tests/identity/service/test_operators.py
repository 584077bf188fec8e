"""Operators and their looks into households."""

from datetime import timedelta
from uuid import UUID

import pytest
from apiflask import APIFlask
from sqlalchemy import select, update

from mingus.core import db, events
from mingus.core.clock import now
from mingus.core.errors import Forbidden, NotFound, Refused
from mingus.core.events import AuditEntry
from mingus.core.ids import NIL, new_id
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.identity.operator_models import OperatorGrant
from mingus.identity.service import operators
from tests.factories import make_someone
from tests.identity.operators import REASON, add_factor, make_operator
from tests.mailbox import letters


@pytest.fixture
def opal(configuration: Settings) -> Member:
    return make_operator(configuration)


def open_look(operator: Member, household: Member, *, reason: str = REASON, minutes: int = 30) -> UUID:
    with db.transaction(household.household_id) as session:
        return operators.open_access(
            session, operator.person_id, household.household_id, reason=reason, minutes=minutes
        )


def looks_into(member: Member) -> list[operators.Access]:
    with db.transaction(member.household_id, read_only=True) as session:
        return operators.access_into(session, member.household_id)


def said(household_id: UUID, grant_id: UUID) -> list[str]:
    with db.transaction(household_id, read_only=True) as session:
        lines = select(AuditEntry.event).where(AuditEntry.household_id == household_id, AuditEntry.about_id == grant_id)
        assert events.first_broken_line(session, household_id) is None
        return list(session.scalars(lines.order_by(AuditEntry.number)))


def test_a_look_has_a_reason_and_an_end_and_stands_in_both_chains(opal: Member, alice: Member) -> None:
    grant_id = open_look(opal, alice)
    [access] = looks_into(alice)
    assert (access.id, access.operator_id, access.reason) == (grant_id, opal.person_id, REASON)
    assert timedelta(minutes=29) < access.expires_at - now() <= timedelta(minutes=30)
    assert said(alice.household_id, grant_id) == said(NIL, grant_id) == ["AccessOpened"]


def test_the_reason_is_sealed(opal: Member, alice: Member) -> None:
    grant_id = open_look(opal, alice)
    with db.transaction(db.GLOBAL, read_only=True) as session:
        sealed = session.scalar(select(OperatorGrant.reason_sealed).where(OperatorGrant.id == grant_id))
    assert sealed is not None
    assert b"Ticket" not in sealed


def test_a_reason_that_does_not_open_is_unavailable(opal: Member, alice: Member) -> None:
    grant_id = open_look(opal, alice)
    with db.transaction(db.GLOBAL) as session:
        session.execute(update(OperatorGrant).where(OperatorGrant.id == grant_id).values(reason_sealed=b"x"))
    assert looks_into(alice)[0].reason == "unavailable"


def test_the_household_ends_it_at_once_and_only_once(opal: Member, alice: Member, bob: Member) -> None:
    grant_id = open_look(opal, alice)
    with pytest.raises(NotFound), db.transaction(bob.household_id) as session:
        operators.end_access(session, bob.household_id, grant_id, bob.person_id)
    with db.transaction(alice.household_id) as session:
        operators.end_access(session, alice.household_id, grant_id, alice.person_id)
    assert looks_into(alice) == []
    assert said(alice.household_id, grant_id) == said(NIL, grant_id) == ["AccessOpened", "AccessEnded"]
    with pytest.raises(NotFound), db.transaction(alice.household_id) as session:
        operators.end_access(session, alice.household_id, grant_id, alice.person_id)


def test_a_look_ends_by_itself(opal: Member, alice: Member) -> None:
    grant_id = open_look(opal, alice)
    with db.transaction(db.GLOBAL) as session:
        past = now() - timedelta(seconds=1)
        session.execute(update(OperatorGrant).where(OperatorGrant.id == grant_id).values(expires_at=past))
    assert looks_into(alice) == []


def test_without_a_second_factor_nobody_looks(configuration: Settings, alice: Member) -> None:
    weak = make_operator(configuration, has_factor=False)
    with pytest.raises(Forbidden):
        open_look(weak, alice)
    add_factor(weak)
    open_look(weak, alice)


def test_who_is_no_operator_gets_nothing(alice: Member, bob: Member) -> None:
    add_factor(bob)
    with pytest.raises(NotFound):
        open_look(bob, alice)


def test_no_reason_no_look(opal: Member, alice: Member) -> None:
    with pytest.raises(Refused):
        open_look(opal, alice, reason="because")
    with pytest.raises(Refused):
        open_look(opal, alice, minutes=61)
    assert looks_into(alice) == []


def test_a_household_that_never_was_has_no_look(opal: Member) -> None:
    with pytest.raises(NotFound), db.transaction(new_id()) as session:
        operators.open_access(session, opal.person_id, new_id(), reason=REASON, minutes=15)


def test_who_stops_being_an_operator_loses_every_look(opal: Member, alice: Member, bob: Member) -> None:
    grants = [open_look(opal, alice), open_look(opal, bob)]
    with db.transaction(db.GLOBAL) as session:
        operators.end_operator(session, opal.person_id)
    assert (looks_into(alice), looks_into(bob)) == ([], [])
    for member, grant_id in zip((alice, bob), grants, strict=True):
        assert said(member.household_id, grant_id) == said(NIL, grant_id) == ["AccessOpened", "AccessEnded"]
    with pytest.raises(NotFound), db.transaction(db.GLOBAL) as session:
        operators.end_operator(session, opal.person_id)


def test_a_role_can_be_changed(opal: Member) -> None:
    with db.transaction(db.GLOBAL) as session:
        assert operators.operator_role(session, opal.person_id) == "support"
        operators.make_operator(session, opal.person_id, "operator")
        assert operators.operator_role(session, opal.person_id) == "operator"


def test_looks_are_listed_by_whose_they_are(configuration: Settings, opal: Member, alice: Member, bob: Member) -> None:
    other = make_operator(configuration)
    mine, theirs = open_look(opal, alice), open_look(other, bob)
    with db.transaction(db.GLOBAL, read_only=True) as session:
        assert [access.id for access in operators.access_of(session, opal.person_id)] == [mine]
        assert {mine, theirs} <= {access.id for access in operators.access_of_all(session)}


def test_people_take_along_who_looked_and_why(opal: Member, alice: Member) -> None:
    open_look(opal, alice)
    with db.transaction(alice.household_id) as session:
        [row] = operators.access_for_export(session, alice.household_id)
    assert (row["operator_id"], row["reason"]) == (opal.person_id, REASON)


def test_everybody_in_the_household_gets_a_mail(app: APIFlask, configuration: Settings, opal: Member) -> None:
    someone = make_someone(configuration)
    open_look(opal, someone.member)
    [letter] = letters(someone.email)
    assert letter.subject == "Mingus support can read your household"
    for words in ("30 minutes", "/settings/activity?kind=security"):
        assert words in letter.text
    assert "Ticket" not in letter.text + letter.html
