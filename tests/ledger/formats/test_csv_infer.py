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
