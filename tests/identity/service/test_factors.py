"""Second factors as rows: who has one, what a change brings along, what may not go. Codes: tests/abuse/test_A17."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select, update

from mingus.core import db
from mingus.core.clock import now
from mingus.core.errors import NotFound, Refused
from mingus.core.events import AuditEntry
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.identity.factor_models import AuthenticatorApp, PasskeyChallenge
from mingus.identity.models import Person
from mingus.identity.rules.one_time_codes import RECOVERY_ALPHABET
from mingus.identity.schemas import Known
from mingus.identity.service import factors
from mingus.identity.service.factors import challenges
from tests.factories import Program, make_someone
from tests.identity.second_factors import add_app, add_passkey
from tests.mailbox import letters


def has_one(member: Member) -> bool:
    with db.transaction(db.GLOBAL, read_only=True) as session:
        return factors.has_second_factor(session, member.person_id)


def apps_of(member: Member) -> list[UUID]:
    with db.transaction(db.GLOBAL, read_only=True) as session:
        return list(session.scalars(select(AuthenticatorApp.id).where(AuthenticatorApp.person_id == member.person_id)))


def lines(member: Member) -> list[str]:
    with db.transaction(member.household_id, read_only=True) as session:
        return list(session.scalars(select(AuditEntry.event).order_by(AuditEntry.number)))


def remove(member: Member, app_id: UUID) -> str:
    try:
        with db.transaction(member.household_id) as session:
            factors.changing.remove(session, member, "app", app_id)
    except Refused:
        return "refused"
    return "removed"


def test_who_has_a_second_factor(alice: Member, bob: Member, api_bob: Program) -> None:
    assert not has_one(alice)
    with db.transaction(alice.household_id) as session:
        factors.apps.begin(session, alice, "Never set up")
    assert not has_one(alice)
    add_app(alice)
    assert has_one(alice)
    assert not has_one(bob)
    add_passkey(api_bob)
    assert has_one(bob)
    with db.transaction(db.GLOBAL, read_only=True) as session:
        assert factors.overview.kinds(session, alice.person_id) == {"app"}
        assert factors.overview.kinds(session, bob.person_id) == {"passkey"}


def test_changes_are_in_the_households_chain(alice: Member) -> None:
    add_app(alice)
    assert remove(alice, apps_of(alice)[0]) == "removed"
    assert lines(alice)[-3:] == ["FactorAdded", "RecoveryCodesMade", "FactorRemoved"]


def test_with_the_last_factor_the_recovery_codes_go(alice: Member) -> None:
    codes = add_app(alice).recovery_codes
    remove(alice, apps_of(alice)[0])
    with db.transaction(alice.household_id) as session:
        assert factors.recovery.left(session, alice.person_id) == 0
        assert not factors.recovery.spend(session, alice, codes[0])


def test_of_the_last_two_removed_at_once_one_stays_beside_a_short_password(alice: Member) -> None:
    for _ in range(2):
        add_app(alice)
    with db.transaction(db.GLOBAL) as session:
        session.execute(update(Person).where(Person.id == alice.person_id).values(password_needs_factor=True))
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda app_id: remove(alice, app_id), apps_of(alice)))
    assert sorted(answers) == ["refused", "removed"]
    assert has_one(alice)


def test_whoever_runs_mingus_removes_all_of_them(alice: Member, api_alice: Program) -> None:
    add_app(alice)
    add_passkey(api_alice)
    with db.transaction(alice.household_id) as session:
        assert factors.changing.remove_all(session, alice) == 2
        assert factors.changing.remove_all(session, alice) == 0
        last = session.scalars(select(AuditEntry).order_by(AuditEntry.number.desc()).limit(1)).one()
    assert (last.event, last.actor_id, last.facts["factor"]) == ("FactorRemoved", None, "all")
    assert not has_one(alice)


def test_even_they_do_not_leave_a_short_password_alone(alice: Member) -> None:
    add_app(alice)
    with db.transaction(db.GLOBAL) as session:
        session.execute(update(Person).where(Person.id == alice.person_id).values(password_needs_factor=True))
    with db.transaction(alice.household_id) as session, pytest.raises(Refused, match="longer password first"):
        factors.changing.remove_all(session, alice)


def test_what_is_not_there_is_not_removed(alice: Member, bob: Member) -> None:
    add_app(bob)
    with db.transaction(alice.household_id) as session, pytest.raises(NotFound):
        factors.changing.remove(session, alice, "app", apps_of(bob)[0])
    assert has_one(bob)


def test_a_challenge_is_taken_once_for_one_purpose_by_one_browser() -> None:
    with db.transaction(db.GLOBAL) as session:
        challenge = challenges.put(session, "confirm", "sign-in|1")
        assert not challenges.take(session, "second", "sign-in|1", challenge)
        assert not challenges.take(session, "confirm", "sign-in|2", challenge)
        assert challenges.take(session, "confirm", "sign-in|1", challenge)
        assert not challenges.take(session, "confirm", "sign-in|1", challenge)


def test_a_challenge_and_what_it_is_bound_to_are_not_readable(alice: Member) -> None:
    with db.transaction(db.GLOBAL) as session:
        challenge = challenges.put(session, "confirm", "pending|mg_pending_secret")
        rows = session.scalars(select(PasskeyChallenge)).all()
        assert not [row for row in rows if challenge in {row.challenge_hash, row.bound_to}]
        assert not [row for row in rows if b"secret" in row.bound_to]


def test_a_pending_sign_in_is_finished_once(alice: Member) -> None:
    with db.transaction(alice.household_id) as session:
        token = factors.pending.begin(session, Known(alice.person_id, alice.household_id, 1, ""))
    found = factors.pending.whose(token)
    assert found is not None
    assert (found.person_id, found.household_id) == (alice.person_id, alice.household_id)
    with db.transaction(alice.household_id) as session:
        assert factors.pending.finish(session, token)
        assert not factors.pending.finish(session, token)
    assert factors.pending.whose(token) is None


def test_remembered_browsers_are_listed_and_forgotten(alice: Member, bob: Member) -> None:
    known = Known(alice.person_id, alice.household_id, 1, "")
    with db.transaction(alice.household_id) as session:
        first = factors.remembered.remember(session, known, "Firefox on Linux")
        factors.remembered.remember(session, known, "Safari on iPhone")
        (one, _) = factors.remembered.all_of(session, alice.person_id)
        assert timedelta(days=29) < one.expires_at - now() <= timedelta(days=30)
        assert factors.remembered.is_remembered(session, known, first)
        assert not factors.remembered.is_remembered(session, Known(bob.person_id, bob.household_id, 1, ""), first)
        assert not factors.remembered.is_remembered(session, known, "")
        factors.remembered.forget(session, bob)
        assert len(factors.remembered.all_of(session, alice.person_id)) == 2
        factors.remembered.forget(session, alice, one.id)
        assert len(factors.remembered.all_of(session, alice.person_id)) == 1


def test_a_person_is_told_of_every_change(configuration: Settings) -> None:
    someone = make_someone(configuration)
    codes = add_app(someone.member).recovery_codes
    with db.transaction(someone.member.household_id) as session:
        assert factors.recovery.spend(session, someone.member, codes[0])
    remove(someone.member, apps_of(someone.member)[0])
    assert [letter.subject for letter in letters(someone.email)] == [
        "A second step was added",
        "A recovery code was used",
        "A second step was removed",
    ]


def test_so_they_are_when_whoever_runs_mingus_removes_all(configuration: Settings) -> None:
    someone = make_someone(configuration)
    add_app(someone.member)
    with db.transaction(someone.member.household_id) as session:
        factors.changing.remove_all(session, someone.member)
    assert "How: by whoever runs Mingus" in letters(someone.email)[-1].text


def test_a_recovery_code_has_at_least_112_random_bits(alice: Member) -> None:
    """Fewer would have to be kept like passwords: NIST and ASVS 6.5.2 draw the line there."""
    with db.transaction(alice.household_id) as session:
        codes = factors.recovery.make(session, alice)
    letters_of_all = {code.replace("-", "") for code in codes}
    assert len(letters_of_all) == 10
    assert all(len(code) * 5 >= 112 and set(code) <= set(RECOVERY_ALPHABET) for code in letters_of_all)
