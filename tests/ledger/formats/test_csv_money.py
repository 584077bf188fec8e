"""One signed amount from whichever columns a bank spreads it over: negative when money leaves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingus.ledger.formats.amounts import AmountFault
from mingus.ledger.formats.csv_money import money_reader
from tests.ledger.formats.shapes import shape


def minor(columns: str, *cells: str, currency: str = "USD", **changes: str) -> int:
    return money_reader(shape(columns, **changes), currency)(list(cells))


@pytest.mark.parametrize(("sign", "read"), [("as_written", -1250), ("inverted", 1250)])
def test_one_column_is_taken_as_written_or_turned_round(sign: str, read: int) -> None:
    assert minor("amount", " -12.50 ", sign=sign) == read


@pytest.mark.parametrize(
    ("sign", "debit", "credit", "read"),
    [
        ("debit_credit", "12.50", "", -1250),
        ("debit_credit", "", "12.50", 1250),
        ("debit_credit", "12.50", "0.00", -1250),
        ("debit_credit", "-", "3", 300),
        ("debit_credit", "-12.50", "", 1250),  # a reversal
        ("debit_credit", "0.00", "0.00", 0),
        ("debit_credit_signed", "-12.50", "", -1250),
        ("debit_credit_signed", "", "12.50", 1250),
        ("debit_credit_owed", "12.50", "", -1250),
        ("debit_credit_owed", "", "-12.50", 1250),
    ],
)
def test_two_columns_are_money_out_and_money_in(sign: str, debit: str, credit: str, read: int) -> None:
    assert minor("debit credit", debit, credit, sign=sign) == read


def test_a_file_may_have_only_one_column_of_the_two() -> None:
    assert minor("debit", "12.50", sign="debit_credit") == -1250
    assert minor("- credit", "x", "12.50", sign="debit_credit") == 1250


@pytest.mark.parametrize(
    ("cells", "why"),
    [(["", ""], "missing"), (["-", "-"], "missing"), ([], "missing"), (["1", "2"], "money out and money in at once")],
)
def test_neither_or_both_of_two_columns_is_a_fault(cells: list[str], why: str) -> None:
    with pytest.raises(AmountFault, match=why):
        minor("debit credit", *cells, sign="debit_credit")


@pytest.mark.parametrize(
    ("said", "read"), [("DR", -1250), ("CR", 1250), ("Debit card purchase", -1250), ("Gutschrift", 1250)]
)
def test_a_word_beside_the_amount_says_which_way(said: str, read: int) -> None:
    assert minor("amount indicator", "12.50", said, sign="indicator") == read


@pytest.mark.parametrize("cells", [["12.50", "??"], ["12.50", ""], ["12.50"]])
def test_a_word_that_says_nothing_is_a_fault_and_never_a_guess(cells: list[str]) -> None:
    with pytest.raises(AmountFault, match="does not tell whether"):
        minor("amount indicator", *cells, sign="indicator")


@pytest.mark.parametrize(
    ("cell", "currency", "decimal_mark", "read"),
    [("1.234,56", "EUR", ",", 123456), ("1,234", "JPY", ".", 1234), ("1.234", "KWD", ".", 1234)],
)
def test_amounts_are_in_the_currency_and_notation_of_the_file(
    cell: str, currency: str, decimal_mark: str, read: int
) -> None:
    assert minor("amount", cell, currency=currency, decimal_mark=decimal_mark) == read


@given(st.integers(-(10**11), 10**11))
def test_every_way_of_writing_an_amount_means_the_same(amount: int) -> None:
    text = f"{'-' * (amount < 0)}{abs(amount) // 100}.{abs(amount) % 100:02}"
    plain, out, into = text.lstrip("-"), text.lstrip("-") if amount < 0 else "", text if amount >= 0 else ""
    assert minor("amount", text) == amount
    assert minor("debit credit", out, into, sign="debit_credit") == amount
    assert minor("amount indicator", plain, "DR" if amount < 0 else "CR", sign="indicator") == amount
    assert minor("amount", text, sign="inverted") == -amount
