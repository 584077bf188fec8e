"""What the whole columns of a file say about dates, amounts and currency, in memory that does not grow."""

import tracemalloc
from collections.abc import Iterator

import pytest

from mingus.ledger.formats.csv_lines import Record
from mingus.ledger.formats.csv_survey import Survey, decide_currency

COLUMNS = {"date": 0, "amount": 1}


def surveyed(*cells: list[str], first_line: int = 1) -> Survey:
    survey = Survey(COLUMNS)
    survey.add(iter(list(enumerate(cells, start=1))), first_line)
    return survey


def test_the_last_row_counts_as_much_as_the_first() -> None:
    early = [["03/04/2026", "-1.00"]] * 5
    assert surveyed(*early).dates.decide().certain is False
    late = surveyed(*early, ["13/04/2026", "-1.00"]).dates.decide()
    assert (late.value, late.certain) == ("dmy", True)


def test_lines_above_the_table_and_rows_that_are_too_short_say_nothing() -> None:
    survey = surveyed(["Kontonummer", "4711"], ["13/04/2026"], ["03/25/2026", "-1.00"], first_line=2)
    assert (survey.dates.decide().value, len(survey.masks)) == ("mdy", 1)


def test_memory_does_not_grow_with_the_file() -> None:
    def lines() -> Iterator[Record]:
        for number in range(60_000):
            yield number + 1, [f"2026-01-{number % 28 + 1:02} {number}", f"{number}.{number % 100:02} X{number}"]

    survey = Survey(COLUMNS)
    tracemalloc.start()
    try:
        survey.add(lines(), 1)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 5 * 2**20


@pytest.mark.parametrize(
    ("header", "mask", "default", "found", "certain"),
    [
        ("Amount (EUR)", "0.00", "USD", "EUR", True),
        ("Betrag in Euro", "0,00", "USD", "EUR", True),
        ("Amount", "£0.00", "USD", "GBP", True),
        ("Amount", "$0.00", "USD", "USD", True),
        ("Amount", "$0.00", "CAD", "CAD", True),
        ("Amount", "$0.00", "EUR", "USD", False),
        ("Amount", "0.00 CHF", "EUR", "CHF", True),
        ("Amount", "0.00", "EUR", "EUR", False),
        ("Amount (SOUND)", "0.00", "EUR", "EUR", False),
    ],
)
def test_headers_and_amounts_name_the_currency_or_it_is_asked(
    header: str, mask: str, default: str, found: str, *, certain: bool
) -> None:
    choice = decide_currency(COLUMNS, ["Date", header], {mask}, default)
    assert (choice.value, choice.certain) == (found, certain)


def test_a_column_of_currencies_needs_no_question() -> None:
    assert decide_currency({**COLUMNS, "currency": 2}, ["Date", "Amount", "Currency"], set(), "USD").certain


def test_a_description_in_another_currency_is_no_evidence() -> None:
    choice = decide_currency({**COLUMNS, "description": 2}, ["Date", "Amount", "EUR transfers"], {"0.00"}, "USD")
    assert (choice.value, choice.certain) == ("USD", False)
