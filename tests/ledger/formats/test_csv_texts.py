"""The words of a CSV row: who, what for, whose account, pending, posted or never."""

import pytest

from mingus.ledger.formats.csv_texts import TextReader, Texts
from tests.ledger.formats.shapes import shape

COLUMNS = "date amount description memo account currency status check_number source_id category indicator"


def read(**cells: str) -> Texts:
    """The words of a row with these cells, the others blank."""
    return TextReader(shape(COLUMNS)).read([cells.get(role, "") for role in COLUMNS.split()])


@pytest.mark.parametrize(
    ("description", "memo", "shown"),
    [
        ("Shop", "for Ada", ("Shop", "for Ada")),
        ("", "for Ada", ("for Ada", "")),
        ("Shop", "Shop", ("Shop", "")),
        (" Shop ", "", ("Shop", "")),
        ("two\nlines  of\r\ntext", "", ("two lines of text", "")),
    ],
)
def test_a_text_is_one_line_and_a_memo_says_something_more(description: str, memo: str, shown: tuple[str, str]) -> None:
    texts = read(description=description, memo=memo)
    assert (texts.description, texts.memo) == shown


@pytest.mark.parametrize(
    ("status", "is_pending", "is_undone"),
    [
        ("Pending", True, False),
        ("AUTHORIZED", True, False),
        ("authorised", True, False),
        ("vorgemerkt", True, False),
        ("En attente", True, False),
        ("Posted", False, False),
        ("", False, False),
        ("Declined", False, True),
        ("CANCELED", False, True),
        ("Cancelled", False, True),
        ("storniert", False, True),
    ],
)
def test_a_status_tells_what_is_pending_and_what_never_happened(
    status: str, *, is_pending: bool, is_undone: bool
) -> None:
    texts = read(status=status)
    assert (texts.is_pending, texts.is_undone) == (is_pending, is_undone)


def test_the_text_of_a_row_makes_nothing_pending() -> None:
    assert not read(description="PENDING MATTERS BOOKSHOP", status="Posted").is_pending


@pytest.mark.parametrize(("cell", "currency"), [("EUR", "EUR"), (" eur ", "EUR"), ("", "USD"), ("euros!", "USD")])
def test_a_row_names_its_currency_or_has_the_files(cell: str, currency: str) -> None:
    assert read(currency=cell).currency == currency


@pytest.mark.parametrize(
    ("cell", "number"), [('="00123"', "00123"), ("00123", "00123"), ("=00123", "00123"), ('=""', None), ("  ", None)]
)
def test_numbers_keep_the_zeros_that_excel_would_drop(cell: str, number: str | None) -> None:
    texts = read(account=cell, check_number=cell, source_id=cell)
    assert (texts.account, texts.check_number, texts.source_id) == (number, number, number)


def test_columns_that_are_missing_are_blank() -> None:
    texts = TextReader(shape("date amount description")).read(["2026-01-13"])
    assert texts == Texts("", "", None, "USD", None, None, None, None, is_pending=False, is_undone=False)
