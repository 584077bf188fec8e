"""What a file said lies apart from the ledger until it is confirmed, its account numbers sealed."""

import pytest
from sqlalchemy import func, select, text

from mingus.core.db import transaction
from mingus.core.tenancy import Member
from mingus.ledger.models import Account, ImportRow, ImportStatement, Transaction
from mingus.ledger.service.imports import queries, staging
from mingus.ledger.service.imports.reading import StatementFigures
from tests.ledger.service.imports.files import bring_in, csv, line, look_at, ofx

MARCH = [line("2026-03-01", "-2.50", "FARE", "A"), line("2026-03-02", "-9.00", "CAFE", "B")]


def test_looking_at_a_file_touches_no_account_and_no_transaction(alice: Member) -> None:
    look_at(alice, csv(MARCH))
    with transaction(alice.household_id, read_only=True) as db:
        for table in (Account, Transaction):
            assert db.scalar(select(func.count()).select_from(table)) == 0
        assert db.scalar(select(func.count()).select_from(ImportRow)) == 2


def test_an_account_number_is_sealed_and_opens_for_its_statement_alone(alice: Member) -> None:
    first, second = (look_at(alice, ofx(MARCH, closing=closing)) for closing in ("1.00", "2.00"))
    with transaction(alice.household_id, read_only=True) as db:
        stored = db.scalar(text("SELECT string_agg(s::text, ' ') FROM import_statements AS s"))
        (one,), (other,) = (queries.statements(db, alice.household_id, known) for known in (first, second))
        assert "123456789" not in stored
        assert one.number_sealed != other.number_sealed
        assert one.number_index == other.number_index
        assert staging.opened_number(db, one) == staging.opened_number(db, other) == "000123456789"


def test_equal_numbers_of_two_households_have_nothing_in_common(alice: Member, bob: Member) -> None:
    marks = []
    for member in (alice, bob):
        look_at(member, ofx(MARCH))
        with transaction(member.household_id, read_only=True) as db:
            marks.append(db.scalar(select(ImportStatement.number_index)))
    assert marks[0] != marks[1]


@pytest.mark.parametrize(
    ("number", "kind", "name"),
    [
        ("000123456789", "checking", "Checking ••6789"),
        ("4000100010001001", "card", "Card ••1001"),
        ("Holiday pot", "savings", "Holiday pot"),
        (None, "savings", "Savings"),
        (None, None, "Checking"),
    ],
)
def test_a_new_account_gets_a_name_that_shows_no_whole_number(
    alice: Member, number: str | None, kind: str | None, name: str
) -> None:
    import_id = look_at(alice, csv(MARCH))
    with transaction(alice.household_id) as db:
        staging.clear(db, alice.household_id, import_id)
        staging.add_statements(db, alice.household_id, import_id, [StatementFigures(0, number, None, kind, "USD")])
        (statement,) = queries.statements(db, alice.household_id, import_id)
        assert (statement.suggested_name, statement.kind) == (name, kind or "checking")


def test_forgetting_one_import_leaves_the_others(alice: Member) -> None:
    first, second = look_at(alice, csv(MARCH)), look_at(alice, csv(MARCH[:1]))
    with transaction(alice.household_id) as db:
        staging.clear(db, alice.household_id, first)
    with transaction(alice.household_id, read_only=True) as db:
        assert queries.rows(db, alice, first) == []
        assert len(queries.rows(db, alice, second)) == 1


def test_a_text_that_looks_like_sql_or_json_is_a_text(alice: Member) -> None:
    said = "'); DROP TABLE import_rows; -- {[:x %s \\u0041 \U0001f436"
    import_id, _ = bring_in(alice, csv([line("2026-03-01", "-1.00", said), *MARCH]))
    with transaction(alice.household_id, read_only=True) as db:
        assert queries.rows(db, alice, import_id)[0].description == said
