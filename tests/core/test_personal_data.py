"""Taking everything along, and leaving: a whole household, through every package that keeps something of it."""

import io
from typing import Any
from uuid import UUID

import psycopg
import pytest
from apiflask import APIFlask

from mingus import uploads
from mingus.core import events, personal_data
from mingus.core.db import transaction
from mingus.core.tenancy import Member
from mingus.ops.postgres.roles import Role, Urls
from tests.factories import Browser, Program, browser_of, program_of
from tests.ledger.by_hand import account, add
from tests.ledger.service.imports.files import bring_in, csv, line, look_at, ofx

KEPT = {"audit_log", "audit_heads"}
"""The chain of ids and plain words stays, so that it can still be checked; it names nobody any more."""


@pytest.fixture
def used(app: APIFlask, alice: Member, as_alice: Browser, api_alice: Program) -> Member:
    """Alice, who has used every part of Mingus."""
    _use(alice, as_alice)
    return alice


def _use(member: Member, browser: Browser) -> None:
    checking = account(member, "Everyday", kind="checking")
    add(member, account_id=checking)
    bring_in(member, csv([line("2026-03-01", "-2.50", "MARTA FARE"), line("2026-03-02", "-9.00", "CAFE")]))
    bring_in(member, ofx([line("2026-03-01", "-3.50", "FARE", "A")], closing="10.00"), name="a.ofx")
    look_at(member, csv([line("2026-04-01", "-2.50", "KROGER")]))
    with transaction(member.household_id) as db:
        uploads.store(db, member, "letter.txt", io.BytesIO(b"Dear Alice"))
    goal = {"title": "New car", "target_amount": "100", "category": "car", "priority": "1"}
    assert browser.post("/goals", data=goal).status_code in {200, 303}


def _export(household_id: UUID) -> dict[str, list[dict[str, Any]]]:
    with transaction(household_id, read_only=True) as db:
        return {
            table: [dict(row) for row in rows]
            for entry in personal_data.registered()
            for table, rows in entry.export(db, household_id)
        }


def _erase(household_id: UUID) -> None:
    with transaction(household_id) as db:
        for entry in reversed(personal_data.registered()):
            entry.erase(db, household_id)


def _mentions(urls: Urls, *ids: UUID) -> dict[str, int]:
    """How many rows of each table mention one of `ids` anywhere. Asked by the superuser, who sees all households."""
    with psycopg.connect(urls.libpq(Role.SUPERUSER)) as db:
        tables = db.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        pattern = "|".join(str(known) for known in ids)
        found = {
            name: db.execute(f"SELECT count(*) FROM {name} AS t WHERE t::text ~ %s", [pattern]).fetchone()
            for (name,) in tables
        }
    return {name: count[0] for name, count in found.items() if count and count[0]}


def test_everything_a_household_has_goes_along(used: Member, bob: Member) -> None:
    taken = _export(used.household_id)
    filled = {table for table, rows in taken.items() if rows}
    assert {"people", "households", "accounts", "transactions", "imports", "import_rows", "uploads", "goals"} <= filled
    assert "letter.txt" in {row["file_name"] for row in taken["uploads"]}
    assert str(bob.person_id) not in str(taken)
    assert str(bob.household_id) not in str(taken)


def test_after_leaving_no_table_but_the_audit_chain_mentions_the_household(used: Member, urls: Urls) -> None:
    assert len(_mentions(urls, used.household_id, used.person_id)) > 12
    _erase(used.household_id)
    assert set(_mentions(urls, used.household_id, used.person_id)) == KEPT
    with transaction(used.household_id, read_only=True) as db:
        assert events.first_broken_line(db, used.household_id) is None


def test_nobody_else_loses_anything(used: Member, app: APIFlask, bob: Member, urls: Urls) -> None:
    _use(bob, browser_of(app, bob))
    program_of(app, bob)
    before = _mentions(urls, bob.household_id, bob.person_id)
    _erase(used.household_id)
    assert _mentions(urls, bob.household_id, bob.person_id) == before


def test_erasing_twice_is_the_same_as_once(used: Member) -> None:
    _erase(used.household_id)
    _erase(used.household_id)


@pytest.mark.parametrize("first", ["identity", "ledger", "goals"])
def test_packages_may_be_erased_in_any_order(used: Member, urls: Urls, first: str) -> None:
    """They register as they are imported, which no order between them follows from."""
    entries = sorted(personal_data.registered(), key=lambda entry: entry.package != first)
    with transaction(used.household_id) as db:
        for entry in entries:
            entry.erase(db, used.household_id)
    assert set(_mentions(urls, used.household_id, used.person_id)) == KEPT


def test_no_table_has_two_keepers(app: APIFlask) -> None:
    assert len(personal_data.tables()) == sum(len(entry.tables) for entry in personal_data.registered())


def test_a_package_answers_once(app: APIFlask) -> None:
    with pytest.raises(AssertionError, match="ledger"):
        personal_data.register(next(e for e in personal_data.registered() if e.package == "ledger"))
