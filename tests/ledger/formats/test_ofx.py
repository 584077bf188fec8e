import io

import pytest

from mingus.core.errors import BadFile
from mingus.ledger import formats
from mingus.ledger.formats import BankRow, RowFault, StatementEnd, StatementStart

START = "<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>USD<BANKACCTFROM><BANKID>9<ACCTID>1001</BANKACCTFROM>"
END = "</STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>"


def row(**tags: str) -> str:
    said = {"TRNTYPE": "DEBIT", "DTPOSTED": "20260115", "TRNAMT": "-1.00", "FITID": "1", "NAME": "Shop"} | tags
    return "<STMTTRN>" + "".join(f"<{name}>{value}" for name, value in said.items()) + "</STMTTRN>"


def events_of(text: str) -> list[formats.Event]:
    return list(formats.open_file(io.BytesIO(text.encode())).events())


def rows_of(*rows: str) -> list[BankRow]:
    text = f"{START}<BANKTRANLIST>{''.join(rows)}</BANKTRANLIST>{END}"
    return [event for event in events_of(text) if isinstance(event, BankRow)]


def test_a_day_is_the_banks_own_whatever_the_zone() -> None:
    days = ["20260115", "20260115120000", "20260115235959.999[-8:PST]", "20260115000000[+12:NZST]"]
    assert {found.posted_on.isoformat() for day in days for found in rows_of(row(DTPOSTED=day))} == {"2026-01-15"}


@pytest.mark.parametrize(
    ("amounts", "minor"),
    [
        (["-12.30"], [-1230]),
        (["-12,30"], [-1230]),
        (["-8.95000"], [-895]),
        (["+5"], [500]),
        (["1,650.00", "-3.10"], [165000, -310]),
        (["1.400,82", "-3,10"], [140082, -310]),
    ],
)
def test_amounts_are_read_in_the_notation_of_the_file(amounts: list[str], minor: list[int]) -> None:
    assert [found.amount_minor for found in rows_of(*(row(TRNAMT=amount) for amount in amounts))] == minor


def test_faults_name_line_and_tag() -> None:
    text = f"{START}<BANKTRANLIST>\n{row()}\n<STMTTRN>\n<DTPOSTED>20260231\n<TRNAMT>1\n</STMTTRN>\n"
    text += f"{row(TRNAMT='1e9999')}{row(TRNAMT='')}</BANKTRANLIST>{END}"
    found = events_of(text)
    faults = [(event.line, event.column, event.value) for event in found if isinstance(event, RowFault)]
    assert faults == [(4, "DTPOSTED", "20260231"), (7, "TRNAMT", "1e9999"), (7, "TRNAMT", "")]


def test_twins_with_one_id_are_kept_and_marked() -> None:
    assert [found.source_id_repeat for found in rows_of(row(), row(), row(FITID="2"))] == [0, 1, 0]


@pytest.mark.parametrize("nothing", ["", " ", "0", "NONE"])
def test_an_empty_id_is_none(nothing: str) -> None:
    assert [found.source_id for found in rows_of(row(FITID=nothing), row(FITID=nothing))] == [None, None]


def test_names_come_from_where_the_bank_puts_them() -> None:
    assert rows_of(row(NAME="A", MEMO="B"))[0][4:6] == ("A", "B")
    assert rows_of(row(NAME="", MEMO="B"))[0][4:6] == ("B", "")
    assert rows_of(row(NAME="A", MEMO="A"))[0][4:6] == ("A", "")
    assert rows_of("<STMTTRN><DTPOSTED>20260115<TRNAMT>1<PAYEE><NAME>C<CITY>D</PAYEE></STMTTRN>")[0].description == "C"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("AT&amp;T", "AT&T"),
        ("AT&T", "AT&T"),
        ("A&nbsp;B", "A\u00a0B"),
        ("a < b", "a < b"),
        ("&#233;", "é"),
        ("R&D;", "R&D;"),
    ],
)
def test_entities_are_read_and_stray_marks_stay(written: str, read: str) -> None:
    assert rows_of(row(NAME=written))[0].description == read


def test_another_currency_is_that_of_the_row_and_an_original_one_is_not() -> None:
    rows = rows_of(
        row(NAME="A</NAME><CURRENCY><CURRATE>1.1<CURSYM>EUR</CURRENCY>"),
        row(NAME="B</NAME><ORIGCURRENCY><CURRATE>1.1<CURSYM>EUR</ORIGCURRENCY>"),
    )
    assert [found.currency for found in rows] == ["EUR", "USD"]


def test_pending_lists_are_pending() -> None:
    pending = row(DTTRAN="20260116").replace("<DTPOSTED>20260115", "").replace("STMTTRN>", "STMTTRNP>")
    found = events_of(f"{START}<BANKTRANLIST>{row()}</BANKTRANLIST><BANKTRANLISTP>{pending}</BANKTRANLISTP>{END}")
    rows = [event for event in found if isinstance(event, BankRow)]
    assert [(event.pending, event.posted_on.day) for event in rows] == [(False, 15), (True, 16)]


def test_the_opening_balance_follows_from_the_closing_one() -> None:
    balance = "<LEDGERBAL><BALAMT>10.00<DTASOF>20260131</LEDGERBAL><AVAILBAL><BALAMT>8.00<DTASOF>20260131</AVAILBAL>"
    end = events_of(f"{START}<BANKTRANLIST>{row()}</BANKTRANLIST>{balance}{END}")[-1]
    assert isinstance(end, StatementEnd)
    assert (end.opening_minor, end.closing_minor, end.available_minor) == (1100, 1000, 800)


def test_a_fault_makes_the_opening_balance_unknown() -> None:
    balance = "<LEDGERBAL><BALAMT>10.00<DTASOF>20260131</LEDGERBAL>"
    end = events_of(f"{START}<BANKTRANLIST>{row(TRNAMT='x')}</BANKTRANLIST>{balance}{END}")[-1]
    assert isinstance(end, StatementEnd)
    assert (end.opening_minor, end.closing_minor) == (None, 1000)


def test_a_last_row_that_nobody_closed_is_not_lost() -> None:
    text = START + "<BANKTRANLIST>" + row().removesuffix("</STMTTRN>") + "</BANKTRANLIST></STMTRS></OFX>"
    assert len([event for event in events_of(text) if isinstance(event, BankRow)]) == 1


def test_rows_across_the_portions_of_a_large_file_are_whole() -> None:
    rows = rows_of(*(row(FITID=str(number), NAME="x" * (number % 97)) for number in range(1, 9_000)))
    assert [found.source_id for found in rows] == [str(number) for number in range(1, 9_000)]


def test_wrong_closing_tags_and_missing_account_types_are_forgiven() -> None:
    text = START.replace("<STMTRS>", "<CCSTMTRS>") + f"<BANKTRANLIST>{row()}</BANKTRANLIST>" + END
    starts = [event for event in events_of(text) if isinstance(event, StatementStart)]
    assert [(start.account_id, start.kind) for start in starts] == [("1001", "card")]


def test_the_banks_own_error_is_told() -> None:
    refused = (
        "<OFX><SIGNONMSGSRSV1><STATUS><CODE>15500<SEVERITY>ERROR<MESSAGE>Signon invalid</STATUS></SIGNONMSGSRSV1></OFX>"
    )
    with pytest.raises(BadFile, match="Signon invalid"):
        events_of(refused)
