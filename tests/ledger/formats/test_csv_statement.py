"""One account of a CSV file: its rows as they come, and the balances that its balance column proves."""

from datetime import date
from typing import Any

import pytest

from mingus.ledger.formats import BankRow, StatementEnd, StatementStart
from mingus.ledger.formats.csv_statement import CsvStatement
from mingus.ledger.formats.csv_texts import TextReader
from tests.ledger.formats.shapes import shape

COLUMNS = "date description amount balance source_id status transacted_on"


def read(*lines: str, **changes: Any) -> tuple[list[BankRow], StatementEnd]:
    """The rows of lines of cells, and the statement's end."""
    described = shape(COLUMNS, **changes)
    statement, texts = CsvStatement(3, "1001", "USD", described), TextReader(described)
    rows = []
    for number, line in enumerate(lines, start=2):
        cells = line.split(",")
        day = date.fromisoformat(cells[0])
        rows.append(statement.row(number, day, statement.money(cells), texts.read(cells), cells))
    return rows, statement.end()


def test_an_account_is_announced_once_with_its_number_and_currency() -> None:
    statement = CsvStatement(3, "1001", "USD", shape(COLUMNS))
    assert statement.is_new
    assert statement.start() == StatementStart(3, "1001", None, None, "USD")
    assert not statement.is_new


def test_a_row_keeps_its_line_and_its_account() -> None:
    ((row,), _) = read("2026-01-13,Shop,-1.00,,T1")
    assert (row.line, row.statement, row.currency, row.source_id) == (2, 3, "USD", "T1")


def test_a_number_that_comes_again_is_counted_and_no_number_is_not() -> None:
    rows, _ = read("2026-01-13,A,-1.00,,T1", "2026-01-13,A,-1.00,,T2", "2026-01-13,A,-1.00,,T1", "2026-01-13,A,-1.00")
    assert [row.source_id_repeat for row in rows] == [0, 0, 1, 0]


@pytest.mark.parametrize(
    ("acted", "kept"),
    [("2026-01-10", date(2026, 1, 10)), ("2026-01-13", None), ("soon", None), ("", None)],
)
def test_the_day_of_purchase_is_kept_where_it_is_another_one(acted: str, kept: date | None) -> None:
    ((row,), _) = read(f"2026-01-13,A,-1.00,,T1,,{acted}")
    assert row.transacted_on == kept


OLDEST_FIRST = ["2026-01-13,A,-1.00,99.00", "2026-01-14,B,-2.00,97.00", "2026-01-15,C,3.00,100.00"]
PROVED = StatementEnd(3, 10000, date(2026, 1, 13), 10000, date(2026, 1, 15))


@pytest.mark.parametrize(("lines", "order"), [(OLDEST_FIRST, "oldest_first"), (OLDEST_FIRST[::-1], "newest_first")])
def test_a_balance_column_gives_opening_and_closing_balance_either_way_up(lines: list[str], order: str) -> None:
    assert read(*lines, balance=order)[1] == PROVED


def test_what_is_owed_as_a_positive_number_is_a_negative_balance() -> None:
    lines = ["2026-01-13,A,-1.00,51.00", "2026-01-14,B,-2.00,53.00"]
    end = read(*lines, balance="oldest_first", balance_sign=-1)[1]
    assert (end.opening_minor, end.closing_minor) == (-5000, -5300)


def test_a_balance_that_does_not_follow_from_the_amounts_proves_nothing() -> None:
    wrong = [*OLDEST_FIRST[:2], "2026-01-15,C,3.00,100.01"]
    assert read(*wrong, balance="oldest_first")[1] == StatementEnd(3)


def test_rows_without_a_balance_count_in_between() -> None:
    gap = [OLDEST_FIRST[0], "2026-01-14,B,-2.00,", OLDEST_FIRST[2]]
    assert read(*gap, balance="oldest_first")[1] == PROVED


def test_pending_rows_are_not_in_the_balance() -> None:
    pending = "2026-01-16,D,-50.00,,,Pending"
    assert read(*OLDEST_FIRST, pending, balance="oldest_first")[1] == PROVED


def test_without_a_balance_column_there_is_no_balance() -> None:
    assert read(*OLDEST_FIRST, balance="none")[1] == StatementEnd(3)
