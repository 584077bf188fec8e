import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingus.core.errors import BadFile, Refused
from mingus.ledger.formats.csv_infer import infer_shape
from mingus.ledger.formats.csv_shape import CsvShape


def shape_of(text: str, **options: object) -> CsvShape:
    return infer_shape(io.BytesIO(text.encode()), **options)  # type: ignore[arg-type]  # any option


def test_the_whole_column_decides_not_its_first_rows() -> None:
    early = "03/04/2026;Shop;-1.000\n" * 5_000
    assert shape_of(f"Date;Payee;Amount\n{early}").questions() == ["date_order", "decimal_mark", "currency"]
    late = shape_of(f"Date;Payee;Amount\n{early}13/04/2026;Shop;-1.000,50\n")
    assert (late.date_order.value, late.decimal_mark.value, late.questions()) == ("dmy", ",", ["currency"])


@pytest.mark.parametrize(
    ("amount", "currency", "certain"),
    [("-1.00", "USD", False), ("$1.00", "USD", True), ("-1.00 EUR", "EUR", True), ("£1.00", "GBP", True)],
)
def test_the_currency_is_named_by_the_file_or_asked_about(amount: str, currency: str, certain: bool) -> None:  # noqa: FBT001 (a table)
    found = shape_of(f"Date,Payee,Amount\n2026-01-13,Shop,{amount}\n").currency
    assert (found.value, found.certain) == (currency, certain)


def test_a_dollar_sign_is_the_households_own_dollar() -> None:
    text = "Date,Payee,Amount\n2026-01-13,Shop,$1.00\n"
    assert shape_of(text, default_currency="CAD").currency.value == "CAD"
    assert not shape_of(text, default_currency="EUR").currency.certain
    assert shape_of(text.replace("$1.00", "1.00 USD"), default_currency="CAD").currency.value == "USD"


def test_every_choice_says_why() -> None:
    shape = shape_of("Date,Payee,Amount\n03/04/2026,Shop,-1.00\n")
    for name in ("encoding", "delimiter", "columns", "date_order", "decimal_mark", "sign", "currency"):
        assert getattr(shape, name).why.endswith(".")


def test_headers_without_rows_are_refused() -> None:
    with pytest.raises(BadFile, match="no transactions"):
        shape_of("Date,Payee,Amount\n")


@pytest.mark.parametrize(
    "columns", [{}, {"date": 0}, {"amount": 2}, {"date": 0, "amount": 3}, {"date": 99, "amount": 2}]
)
def test_columns_that_make_no_bank_file_are_refused(columns: dict[str, int]) -> None:
    with pytest.raises(Refused) as refused:
        shape_of("Date,Payee,Amount\n2026-01-13,Shop,-1.00\n", corrections={"columns": columns})
    assert "columns" in refused.value.fields


LINES = ["03/04/2026,Shop,-1.00\n", "13/04/2026,Café,-2.50\n", "05/04/2026,PAYROLL,1234.00\n", "06/04/2026,Bus,-2.75\n"]


@given(st.permutations(LINES * 3))
def test_the_order_of_rows_does_not_change_the_shape(lines: list[str]) -> None:
    found = shape_of("Date,Payee,Amount\n" + "".join(lines))
    assert found.choices() == shape_of("Date,Payee,Amount\n" + "".join(LINES * 3)).choices()


CARD = """Date,Description,Amount
2026-03-01,RENT,900.00
2026-03-02,FOOD,10.00
2026-03-03,PAYMENT THANK YOU,-100.00
"""
CHECKING = """Date,Description,Amount
2026-03-01,RENT,-900.00
2026-03-02,FOOD,-10.00
2026-03-03,ACME PAYROLL,1000.00
"""


def test_signs_of_the_last_file_with_these_headers_turn_none_round_that_tells_its_own() -> None:
    card = shape_of(CARD)
    assert (card.sign.value, card.sign.certain) == ("inverted", True)
    other = shape_of(CHECKING, remembered=card.choices())
    assert (other.sign.value, "sign" in other.questions()) == ("as_written", True)
    assert set(other.sign.candidates) == {"as_written", "inverted"}
    quiet = shape_of("Date,Description,Amount\n2026-04-01,RENT,900.00\n", remembered=card.choices())
    assert (quiet.sign.value, quiet.sign.why) == ("inverted", "As for this bank before.")
    answered = shape_of(CHECKING, remembered=card.choices(), corrections={"sign": "inverted"})
    assert (answered.sign.value, answered.questions()) == ("inverted", [])


def test_columns_of_the_last_file_hold_where_they_can_be_those_of_this_one() -> None:
    first = shape_of("2026-03-01,RENT,-900.00\n", corrections={"columns": {"date": 0, "description": 1, "amount": 2}})
    again = shape_of("2026-04-01,RENT,-900.00\n", remembered=first.choices())
    assert (again.columns.certain, again.columns.why) == (True, "As for this bank before.")
    other = shape_of("2026-04-01,-900.00,RENT\n", remembered=first.choices())
    assert (other.columns.value["amount"], "columns" in other.questions()) == (1, True)
    pair = shape_of("Date,Text,Debit,Credit\n2026-03-01,RENT,900.00,\n")
    assert shape_of(CHECKING, remembered={"sign": pair.sign.value}).sign.value == "as_written"
