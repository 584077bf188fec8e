"""Making the demonstration, making it again, and removing it."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from apiflask import APIFlask
from pydantic import SecretStr
from sqlalchemy import select, update

from mingus import identity
from mingus.core import clock, db
from mingus.core.errors import Refused
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.identity import attempts
from mingus.identity.models import Household, Person
from mingus.identity.schemas import Registration
from mingus.ledger.models import Transaction
from mingus.ledger.service.rollups import recount, refresh_months
from mingus.ops.demo import credentials, household
from mingus.ops.postgres.roles import Role, Urls
from tests.demonstration import Demo
from tests.factories import browser_of, program_of
from tests.ops.demo.conftest import made_in

GROWS_ONLY = {"audit_log", "audit_heads"}  # ids and hashes: they outlive everybody


def counts(urls: Urls) -> dict[str, int]:
    with psycopg.connect(urls.libpq(Role.SUPERUSER), autocommit=True) as owner:
        tables = owner.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        found = {}
        for (name,) in tables:
            row = owner.execute(f"SELECT count(*) FROM {name}").fetchone()
            found[str(name)] = row[0] if row else 0
    return found


def test_a_second_start_adds_nothing(demo: Demo) -> None:
    with db.transaction(db.GLOBAL, read_only=True) as session:
        assert identity.demonstration.households(session) == [demo.member.household_id]
    before = counts(demo.urls)
    assert household.ensure(demo.home) == demo.credentials
    assert counts(demo.urls) == before


def test_a_later_start_brings_in_what_happened_since(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And what a visitor deleted meanwhile stays deleted."""
    real_now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: real_now - timedelta(days=40))
    early = made_in(home)
    with db.transaction(early.household_id) as session:
        newest = session.scalars(select(Transaction).order_by(Transaction.posted_on.desc()).limit(1)).one()
        assert newest.posted_on <= real_now.date() - timedelta(days=39)
        newest.deleted_at = real_now
        refresh_months(session, early.household_id, [(newest.account_id, newest.posted_on)])
        held = {row.id for row in session.scalars(select(Transaction))}
    monkeypatch.undo()

    later = made_in(home)
    assert later == early
    with db.transaction(later.household_id) as session:
        rows = list(session.scalars(select(Transaction)))
        assert held < {row.id for row in rows}
        assert {row.status for row in rows if row.id in held and row.id != newest.id} == {"posted"}
        alike = [row.id for row in rows if (row.posted_on, row.amount_minor) == (newest.posted_on, newest.amount_minor)]
        assert alike == [newest.id]
        assert recount(session, later.household_id) == []


def test_removing_leaves_every_other_row_of_the_database(app: APIFlask, home: Path, urls: Urls) -> None:
    before = counts(urls)
    member = made_in(home)
    browser_of(app, member)
    program_of(app, member)
    assert counts(urls) != before

    assert household.remove(home) == 1
    after = counts(urls)
    assert {name: after[name] for name in after if name not in GROWS_ONLY} == {
        name: before[name] for name in before if name not in GROWS_ONLY
    }
    assert not credentials.path(home).exists()
    assert household.remove(home) == 0


def test_removing_ends_what_was_signed_in(app: APIFlask, demo: Demo) -> None:
    visitor = browser_of(app, demo.member)
    assert visitor.get("/transactions").status_code == 200
    household.remove(demo.home)
    assert visitor.get("/transactions").status_code == 303


def test_a_household_without_the_mark_is_never_removed(neighbour: Member, tmp_path: Path) -> None:
    assert household.remove(tmp_path) == 0
    with pytest.raises(Refused), db.transaction(neighbour.household_id) as session:
        identity.demonstration.hold(session, neighbour.household_id)


def test_somebodys_own_household_under_the_address_is_left_alone(configuration: Settings, tmp_path: Path) -> None:
    registration = Registration(
        email=credentials.EMAIL,
        password=SecretStr("four unrelated blue words"),
        first_name="Real",
        last_name="Person",
        terms_accepted=True,
    )
    member = attempts.create(registration)
    assert member is not None
    with pytest.raises(Refused, match="own household"):
        household.ensure(tmp_path)
    assert household.remove(tmp_path) == 0
    with db.transaction(member.household_id) as session:
        assert session.scalar(select(Household.is_demo).where(Household.id == member.household_id)) is False
        free = {"email_key": str(member.person_id), "email": "real@example.com"}
        session.execute(update(Person).where(Person.id == member.person_id).values(**free))


def test_everybody_who_listens_to_somebody_joining_hears_of_the_demonstration() -> None:
    """Else its person would be asked for terms that everybody accepts by joining."""
    program = (
        "from mingus.core.events import PersonRegistered, _listeners; import mingus.ops.demo;"
        "heard = len(_listeners[PersonRegistered]); import mingus.app; print(heard, len(_listeners[PersonRegistered]))"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert said[0] == said[1] != "0"


def test_the_demonstration_knows_every_package_that_keeps_personal_data() -> None:
    """Else removing would leave that package's rows behind. The application registers them all."""
    program = (
        "from mingus.core.personal_data import registered; import mingus.ops.demo; before = len(registered());"
        "import mingus.app; print(before, len(registered()))"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert said[0] == said[1] != "0"
