"""One `<STMTTRN>` becomes one row, or a fault that says where; test_ofx reads whole files."""

from datetime import date

import pytest

from mingus.ledger.formats import BankRow, RowFault, RowSkipped
from mingus.ledger.formats.ofx_rows import RowReader

ROW = "<DTPOSTED>20260115120000[-5:EST]<TRNAMT>-12.30<FITID>F1<NAME>SHOP"


def reader(currency: str = "USD", decimal_mark: str = ".") -> RowReader:
    return RowReader(2, currency, decimal_mark)


def row_of(block: str, *, pending: bool = False) -> BankRow:
    found = reader().read(block, 7, pending=pending)
    assert isinstance(found, BankRow)
    return found


def test_a_row_says_what_the_bank_said() -> None:
    row = row_of(ROW + "<MEMO>for Ada<CHECKNUM>99<TRNTYPE>DEBIT<DTUSER>20260113")
    assert (row.line, row.statement, row.posted_on, row.amount_minor) == (7, 2, date(2026, 1, 15), -1230)
    assert (row.description, row.memo, row.source_id) == ("SHOP", "for Ada", "F1")
    assert (row.check_number, row.bank_type, row.transacted_on) == ("99", "DEBIT", date(2026, 1, 13))


@pytest.mark.parametrize("acted", ["20260115", "", "yesterday"])
def test_a_day_of_purchase_that_adds_nothing_is_left_out(acted: str) -> None:
    assert row_of(f"{ROW}<DTUSER>{acted}").transacted_on is None


@pytest.mark.parametrize("tag", ["DTTRAN", "DTUSER"])
def test_a_row_without_a_posting_day_has_the_next_best_one(tag: str) -> None:
    assert row_of(ROW.replace("DTPOSTED", tag)).posted_on == date(2026, 1, 15)


@pytest.mark.parametrize(
    ("block", "line", "tag", "value"),
    [
        ("<TRNAMT>x\n<DTPOSTED>20260115", 7, "TRNAMT", "x"),
        ("\n<TRNAMT>1\n<DTPOSTED>20260231", 9, "DTPOSTED", "20260231"),
        ("\n\n<TRNAMT>1.001<DTPOSTED>20260115", 9, "TRNAMT", "1.001"),
        ("<DTPOSTED>20260115", 7, "TRNAMT", ""),
    ],
)
def test_a_fault_names_line_tag_and_value(block: str, line: int, tag: str, value: str) -> None:
    found = reader().read(block, 7, pending=False)
    assert isinstance(found, RowFault)
    assert (found.line, found.column, found.value, found.statement) == (line, tag, value, 2)


@pytest.mark.parametrize("name", ["SALDO ANTERIOR", "Saldo do dia"])
def test_a_balance_between_the_movements_is_none(name: str) -> None:
    balance = f"<DTPOSTED>20260115<TRNAMT>100.00<FITID>0<MEMO>{name}"
    assert isinstance(reader().read(balance, 7, pending=False), RowSkipped)
    assert row_of(balance.replace("<FITID>0", "<FITID>F9")).amount_minor == 10000


def test_only_what_has_posted_is_summed() -> None:
    rows = reader()
    rows.read(ROW, 1, pending=False)
    rows.read(ROW, 2, pending=True)
    assert (rows.posted_minor, rows.is_complete) == (-1230, True)


@pytest.mark.parametrize("block", [ROW.replace("-12.30", "x"), ROW + "<CURRENCY><CURRATE>1.1<CURSYM>EUR</CURRENCY>"])
def test_a_fault_or_another_currency_leaves_the_opening_balance_unknown(block: str) -> None:
    rows = reader()
    rows.read(block, 1, pending=False)
    assert not rows.is_complete


def test_the_decimals_are_those_of_the_rows_own_currency() -> None:
    yen = reader().read("<DTPOSTED>20260115<TRNAMT>-500<NAME>A<CURRENCY><CURSYM>JPY</CURRENCY>", 1, pending=False)
    assert isinstance(yen, BankRow)
    assert (yen.currency, yen.amount_minor) == ("JPY", -500)


def test_a_comma_is_the_decimal_mark_where_the_file_says_so() -> None:
    found = reader("EUR", ",").read("<DTPOSTED>20260115<TRNAMT>-1.400,82<NAME>A", 1, pending=False)
    assert isinstance(found, BankRow)
    assert found.amount_minor == -140082
