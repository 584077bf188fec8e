"""From a file's events to rows that can be staged, with the figures of each account."""

import io
from datetime import date

import pytest

from mingus.core.errors import BadFile
from mingus.ledger import formats
from mingus.ledger.service.imports.reading import BATCH_ROWS, LONGEST_TEXT, SHOWN_TEXT, Batch, Reading
from tests.ledger.service.imports.files import csv, line, ofx

MARCH = [line("2026-03-02", "-9.00", "CAFE"), line("2026-03-01", "-2.50", "FARE"), line("2026-03-05", "20", "PAY")]


def read(content: bytes) -> tuple[Reading, list[Batch]]:
    reading = Reading(formats.open_file(io.BytesIO(content)))
    return reading, list(reading.batches())


def test_rows_are_numbered_through_and_keep_their_lines() -> None:
    _, (rows,) = read(csv(MARCH))
    assert [(row["number"], row["line"], row["description"]) for row in rows] == [
        (1, 2, "CAFE"),
        (2, 3, "FARE"),
        (3, 4, "PAY"),
    ]


def test_an_accounts_figures_are_of_its_posted_rows_and_all_its_days() -> None:
    pending = line("2026-03-09", "-99.00", "SHOP", pending=True)
    reading, _ = read(csv([*MARCH, pending]))
    figures = next(iter(reading.statements.values()))
    assert (figures.count, figures.sum_minor) == (3, 850)
    assert (figures.first_on, figures.last_on) == (date(2026, 3, 1), date(2026, 3, 9))


def test_balances_come_with_the_end_of_the_account() -> None:
    reading, _ = read(ofx(MARCH, closing="100.00"))
    figures = next(iter(reading.statements.values()))
    assert (figures.number, figures.closing_minor, figures.closing_on) == ("000123456789", 10000, date(2026, 12, 31))


def test_a_bad_row_is_a_row_with_its_reason() -> None:
    _, (rows,) = read(csv(MARCH) + b"2026-02-31," + b"x" * 300 + b",-1.00,Posted\n")
    bad = rows[-1]
    assert (bad["outcome"], bad["number"], bad["column_name"], bad["raw_value"]) == ("failed", 4, "Date", "2026-02-31")
    assert (bad["posted_on"], bad["amount_minor"], bad["new_id"]) == (None, None, None)
    assert bad["reason"].endswith(".")


def test_endless_texts_are_cut() -> None:
    _, (rows,) = read(csv([*MARCH, line("2026-03-06", "-1.00", "W" * 5000)]))
    assert len(rows[-1]["description"]) == LONGEST_TEXT
    _, (rows,) = read(csv(MARCH) + b"2026-03-06,SHOP," + b"9" * 500 + b",Posted\n")
    assert len(rows[-1]["raw_value"]) <= SHOWN_TEXT


def test_a_large_file_comes_in_batches() -> None:
    reading, batches = read(csv(MARCH * 2000))
    assert [len(batch) for batch in batches] == [BATCH_ROWS, 1000]
    assert reading.rows_read == 6000
    assert len({row["new_id"] for batch in batches for row in batch}) == 6000


def test_a_file_that_is_cut_off_raises_after_its_good_batches() -> None:
    whole = ofx([line("2026-03-01", "-2.50", "FARE", f"F{number}") for number in range(BATCH_ROWS + 10)])
    reading = Reading(formats.open_file(io.BytesIO(whole[:-400] + b"<STMTTRN><DTPOSTED>2026")))
    batches = reading.batches()
    assert len(next(batches)) == BATCH_ROWS
    with pytest.raises(BadFile, match="cut off"):
        list(batches)
