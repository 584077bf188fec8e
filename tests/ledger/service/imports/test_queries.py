"""Who sees which import, and what of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event, update
from sqlalchemy.orm import Session

from mingus.core.db import transaction
from mingus.core.errors import NotFound
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.ledger.models import Account
from mingus.ledger.service import imports
from mingus.ledger.service.imports import queries
from tests.databases import Scratch
from tests.factories import make_member
from tests.ledger.service.imports.files import bring_in, csv, line, look_at, only_account

MARCH = csv([line("2026-03-01", "-2.50", "FARE"), line("2026-03-02", "-9.00", "CAFE")])
LARGE = 2_000
PENDING = csv([line("2026-03-01", "-40", "BLUE", pending=True)])
POSTED = csv([line("2026-03-03", "-48", "GRAY")])


def _make_private(member: Member, account_id: UUID) -> None:
    with transaction(member.household_id) as db:
        db.execute(update(Account).where(Account.id == account_id).values(private_to=member.person_id))


def test_the_list_has_the_newest_first_and_nothing_discarded(alice: Member) -> None:
    first, _ = bring_in(alice, MARCH)
    second, third = look_at(alice, POSTED), look_at(alice, PENDING)
    with transaction(alice.household_id) as db:
        imports.discard(db, alice, third)
        assert [(found.id, found.status) for found in imports.newest(db, alice)] == [
            (second, "ready"),
            (first, "confirmed"),
        ]


def test_rows_that_wait_for_a_person_are_counted_and_queued(alice: Member) -> None:
    bring_in(alice, PENDING)
    import_id, _ = bring_in(alice, POSTED, account_id=only_account(alice))
    with transaction(alice.household_id, read_only=True) as db:
        assert [found.to_review for found in imports.newest(db, alice)] == [1, 0]
        assert queries.waiting(db, alice, import_id) == 1
        ((queued, row),) = imports.queue(db, alice)
    assert (queued, row.description, row.existing_text) == (import_id, "GRAY", "BLUE")
    assert (str(row.amount), str(row.existing_amount)) != ("None", "None")


def test_what_is_not_confirmed_is_not_in_the_queue(alice: Member) -> None:
    bring_in(alice, PENDING)
    look_at(alice, POSTED, account_id=only_account(alice))
    with transaction(alice.household_id, read_only=True) as db:
        assert imports.queue(db, alice) == []


def test_bob_sees_no_import_no_row_and_no_queue_of_alice(alice: Member, bob: Member) -> None:
    bring_in(alice, PENDING)
    import_id, _ = bring_in(alice, POSTED, account_id=only_account(alice))
    with transaction(bob.household_id, read_only=True) as db:
        assert imports.newest(db, bob) == []
        assert imports.queue(db, bob) == []
        assert imports.rows(db, bob, import_id) == []
        assert queries.waiting(db, bob, import_id) == 0
        with pytest.raises(NotFound):
            imports.get(db, bob, import_id)


def test_a_partner_sees_the_imports_of_shared_accounts(alice: Member, partner: Member) -> None:
    import_id, _ = bring_in(alice, MARCH)
    with transaction(partner.household_id, read_only=True) as db:
        assert [found.id for found in imports.newest(db, partner)] == [import_id]
        assert len(imports.preview(db, partner, import_id).rows) == 2


def test_a_partner_sees_nothing_of_an_import_into_a_private_account(alice: Member, partner: Member) -> None:
    first, _ = bring_in(alice, PENDING)
    _make_private(alice, only_account(alice))
    second, _ = bring_in(alice, POSTED, account_id=only_account(alice))
    waits = look_at(alice, MARCH, account_id=only_account(alice))
    with transaction(partner.household_id, read_only=True) as db:
        assert imports.newest(db, partner) == []
        assert imports.queue(db, partner) == []
        for import_id in (first, second, waits):
            assert imports.rows(db, partner, import_id) == []
            assert queries.waiting(db, partner, import_id) == 0
            with pytest.raises(NotFound):
                imports.preview(db, partner, import_id)
    with transaction(alice.household_id, read_only=True) as db:
        assert len(imports.newest(db, alice)) == 3
        assert len(imports.queue(db, alice)) == 1


@pytest.mark.parametrize("change", [imports.confirm, imports.undo, imports.discard])
def test_a_partner_changes_nothing_of_it_either(alice: Member, partner: Member, change: object) -> None:
    import_id, _ = bring_in(alice, MARCH)
    _make_private(alice, only_account(alice))
    with pytest.raises(NotFound), transaction(partner.household_id) as db:
        change(db, partner, import_id)  # type: ignore[operator]  # one of three
    with pytest.raises(NotFound), transaction(partner.household_id) as db:
        imports.decide_all(db, partner, import_id, "add")


def test_counts_name_every_outcome(alice: Member) -> None:
    import_id = look_at(alice, MARCH)
    with transaction(alice.household_id, read_only=True) as db:
        found = imports.counts(db, alice.household_id, import_id)
    assert found == {"new": 2, "matched": 0, "posted": 0, "filled": 0, "review": 0, "failed": 0}


def test_a_page_of_a_large_file_is_found_by_its_rows_while_postgresql_knows_of_small_ones_only(
    configuration: Settings, scratch_database: Scratch
) -> None:
    own = configuration.model_copy(update={"database_url": scratch_database.app})
    for number in range(3):
        bring_in(make_member(own), csv([line("2026-03-01", "-2.50", f"FARE {number}")]))
    scratch_database.run("ANALYZE")
    nora = make_member(own)
    import_id, _ = bring_in(nora, csv([line("2026-03-01", f"-{number}.50", "FARE") for number in range(1, LARGE)]))
    with transaction(nora.household_id) as session, _explained(session) as visited:
        page = queries.rows(session, nora, import_id)
    assert [row.number for row in page] == list(range(1, queries.PAGE_ROWS + 1))
    assert sum(visited) < 10 * LARGE


@contextmanager
def _explained(session: Session) -> Iterator[list[float]]:
    """How many rows PostgreSQL touches for what is sent in the block, known after it."""
    connection, sent = session.connection(), list[tuple[str, Any]]()
    visited: list[float] = []
    heard = event.listens_for(connection, "before_cursor_execute")
    heard(lambda _connection, _cursor, statement, values, *_: sent.append((statement, values)))
    yield visited
    for statement, values in tuple(sent):  # asking is heard too
        words = f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {statement}"
        visited.append(_touched(connection.exec_driver_sql(words, values).scalar_one()[0]["Plan"]))


def _touched(node: Any) -> float:
    removed = sum(node.get(f"Rows Removed by {why}", 0) for why in ("Filter", "Join Filter", "Index Recheck"))
    return float(node["Actual Loops"] * (node["Actual Rows"] + removed)) + sum(map(_touched, node.get("Plans", ())))
