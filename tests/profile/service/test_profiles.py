"""What a person says about themselves: sealed, theirs alone, and still a page when a key is lost."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import psycopg
import pytest
from sqlalchemy import delete, select
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session

from mingus import profile
from mingus.core import crypto, db
from mingus.core.crypto import WrappedKey
from mingus.core.errors import Refused
from mingus.core.events import AuditEntry
from mingus.core.tenancy import Member
from mingus.ops.postgres.roles import Role, Urls
from mingus.profile.service import onboarding, profiles
from tests.ledger.books import counted_statements


@contextmanager
def own(member: Member) -> Iterator[Session]:
    with db.transaction(member.household_id, person_id=member.person_id) as session:
        yield session


def say(member: Member, **said: Any) -> profile.ProfileView:
    with own(member) as session:
        return profile.change(session, member, profile.FactsChange.model_validate(said))


def told(member: Member) -> list[str]:
    with own(member) as session:
        lines = select(AuditEntry).where(AuditEntry.household_id == member.household_id).order_by(AuditEntry.number)
        return [f"{line.event} {line.facts}" for line in session.scalars(lines)]


def test_what_was_said_is_there_for_the_packages_above(alice: Member) -> None:
    say(alice, occupation="Nurse", monthly_income="6200.50", household_size=3)
    with own(alice) as session:
        view = profile.of(session, alice)
    assert (view.occupation, view.monthly_income_minor, view.household_size) == ("Nurse", 6200_50, 3)
    assert (view.city, view.total_debt_amount_minor) == (None, None)


def test_no_word_of_it_stands_in_the_database_in_the_open(alice: Member, urls: Urls) -> None:
    said = {
        "phone": "+14045550123",
        "company_name": "Northlake Health",
        "gender": "female",
        "marital_status": "widowed",
    }
    say(alice, **said)
    with psycopg.connect(urls.libpq(Role.SUPERUSER)) as connection:
        row = connection.execute("SELECT p::text FROM profiles p WHERE person_id = %s", [alice.person_id]).fetchone()
    assert row is not None
    stored = row[0] + bytes.fromhex(row[0].split("\\x")[1].split(",")[0].strip('"')).decode("latin-1")
    assert not [value for value in said.values() if value in stored]


def test_what_changed_is_written_down_by_its_group_and_never_by_its_value(alice: Member) -> None:
    say(alice, occupation="Nurse", monthly_income="6200")
    assert told(alice)[-1] == "FactsChanged {'groups': 'work, income'}"
    assert "Nurse" not in str(told(alice))


def test_saying_the_same_again_writes_nothing_down(alice: Member) -> None:
    say(alice, occupation="Nurse")
    before = told(alice)
    say(alice, occupation="Nurse")
    say(alice)
    assert told(alice) == before


def test_a_transaction_that_names_nobody_sees_nothing_and_writes_nothing(alice: Member) -> None:
    say(alice, occupation="Nurse")
    with db.transaction(alice.household_id) as session:
        assert profile.of(session, alice).occupation is None
    with pytest.raises(ProgrammingError, match="row-level security"), db.transaction(alice.household_id) as session:
        profile.change(session, alice, profile.FactsChange(city="Atlanta"))


def test_nobody_reads_somebody_elses_even_in_one_household(alice: Member, bob: Member) -> None:
    say(alice, occupation="Nurse")
    with own(bob) as session:
        assert profile.of(session, alice).occupation is None
        assert profile.preferences(session, alice.person_id) == profile.Preferences()


def test_amounts_of_another_currency_say_nothing_about_this_one(alice: Member) -> None:
    say(alice, monthly_income="6200", total_debt_amount="100")
    in_euros = replace(alice, currency="EUR")
    with own(alice) as session:
        assert profile.of(session, in_euros).monthly_income_minor is None
    view = say(in_euros, monthly_income="5000")
    assert (view.currency, view.monthly_income_minor, view.total_debt_amount_minor) == ("EUR", 5000_00, None)
    with own(alice) as session:
        assert profile.of(session, alice).monthly_income_minor is None


def test_a_currency_without_decimals_refuses_cents(alice: Member) -> None:
    with pytest.raises(Refused, match="JPY"):
        say(replace(alice, currency="JPY"), monthly_income="6200.50")


def test_a_lost_key_leaves_a_page_that_asks_again(alice: Member) -> None:
    say(alice, occupation="Nurse", monthly_income="6200")
    with db.transaction(db.GLOBAL) as session:
        session.execute(delete(WrappedKey).where(WrappedKey.owner_id == alice.person_id))
    crypto.forget("person", alice.person_id)
    with own(alice) as session:
        view = profile.of(session, alice)
    assert (view.occupation, view.monthly_income_minor) == (None, 6200_00)
    assert say(alice, occupation="Teacher").occupation == "Teacher"


def test_preferences_are_what_was_chosen_or_what_holds_until_then(alice: Member) -> None:
    with own(alice) as session:
        assert profile.preferences(session, alice.person_id) == profile.Preferences()
        chosen = profile.Notifications(goalReminders=True)
        sent = profile.PreferencesChange(notification_preferences=chosen, health_checkin_frequency="weekly")
        profile.change_preferences(session, alice, sent)
        found = profile.preferences(session, alice.person_id)
    assert found == profile.Preferences(goal_reminders=True, health_checkin_frequency="weekly")
    assert told(alice)[-1] == "PreferencesChanged {}"


def test_choosing_the_same_preferences_again_writes_nothing_down(alice: Member) -> None:
    before = told(alice)
    with own(alice) as session:
        profiles.change_preferences(session, alice, profile.PreferencesChange())
    assert told(alice) == before


def test_the_end_of_the_first_steps_is_written_down_once(alice: Member) -> None:
    before = len(told(alice))
    for step in (*profile.STEPS, profile.STEPS[0]):
        with own(alice) as session:
            onboarding.change(session, alice, profile.OnboardingChange(step=step.key))
    assert told(alice)[before:] == ["OnboardingEnded {'change': 'finished'}"]
    for is_dismissed in (True, True, False):
        with own(alice) as session:
            onboarding.change(session, alice, profile.OnboardingChange(is_dismissed=is_dismissed))
    assert [line.split("'")[3] for line in told(alice)[before + 1 :]] == ["dismissed", "taken up again"]


def test_the_whole_profile_is_read_in_one_statement(alice: Member) -> None:
    say(alice, occupation="Nurse")
    with own(alice) as session, counted_statements() as sent:
        profile.of(session, alice)
    assert len(sent) == 1
