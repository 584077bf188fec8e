import io
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from mingus.ledger import formats
from mingus.ledger.formats import BankRow, RowFault, RowSkipped


def events_of(text: str, **options: object) -> list[formats.Event]:
    return list(formats.open_file(io.BytesIO(text.encode()), **options).events())  # type: ignore[arg-type]  # any option


def test_faults_name_line_column_and_value() -> None:
    found = events_of(
        "Date,Payee,Amount\n"
        "2026-01-13,Shop,-1.00\n"
        "2026-02-31,Shop,-1.00\n"
        '2026-01-14,"two\nlines",1e9999\n'
        "2026-01-15,Shop,NaN\n"
        "2026-01-16,Shop,\n"
        "2026-01-17\n"
        "2026-01-18,Shop,-2.00\n"
        "2026-01-19,Shop,-2.001\n"
        "1960-01-01,Shop,-2.00\n"
    )
    faults = [(event.line, event.column, event.value) for event in found if isinstance(event, RowFault)]
    assert faults == [
        (3, "Date", "2026-02-31"),
        (4, "Amount", "1e9999"),
        (6, "Amount", "NaN"),
        (7, "Amount", ""),
        (8, None, "2026-01-17"),
        (10, "Amount", "-2.001"),
        (11, "Date", "1960-01-01"),
    ]
    assert [event.line for event in found if isinstance(event, BankRow)] == [2, 9]


def test_totals_and_repeated_headers_are_no_transactions() -> None:
    found = events_of(
        "Date,Payee,Amount\n2026-01-13,Shop,-1.00\n,,\n\nDate,Payee,Amount\n2026-01-14,Shop,-2.00\n"
        "Total,,-3.00\nEnd of statement\n"
    )
    assert [event.line for event in found if isinstance(event, RowSkipped)] == [5, 7, 8]
    assert not [event for event in found if isinstance(event, RowFault)]


def test_a_formula_is_stored_as_it_is() -> None:
    rows = [row for row in events_of("Date,Payee,Amount\n2026-01-13,=1+1,-1.00\n") if isinstance(row, BankRow)]
    assert rows[0].description == "=1+1"


def test_repeated_ids_are_kept_and_counted() -> None:
    lines = "".join(f"2026-01-13,Shop,-1.00,T{number}\n" for number in range(1200))
    rows = [
        row
        for row in events_of(f"Date,Payee,Amount,Id\n{lines}2026-01-14,Shop,-1.00,T7\n2026-01-15,Shop,-1.00,T7\n")
        if isinstance(row, BankRow)
    ]
    assert [(row.source_id, row.source_id_repeat) for row in rows[-2:]] == [("T7", 1), ("T7", 2)]


def test_pending_rows_are_marked() -> None:
    rows = events_of("Date,Payee,Amount,Status\n2026-01-13,Shop,-1.00,Pending\n2026-01-12,Shop,-1.00,Posted\n")
    assert [row.pending for row in rows if isinstance(row, BankRow)] == [True, False]


def test_money_out_and_in_at_once_is_a_fault() -> None:
    found = events_of("Date,Payee,Debit,Credit\n2026-01-13,A,1.00,0.00\n2026-01-14,B,0.00,2.00\n2026-01-15,C,3,4\n")
    assert [row.amount_minor for row in found if isinstance(row, BankRow)] == [-100, 200]
    assert [event.line for event in found if isinstance(event, RowFault)] == [4]


def test_an_unknown_indicator_is_a_fault() -> None:
    many = "2026-01-13,A,1.00,DR\n2026-01-14,B,2.00,CR\n" * 10
    found = events_of(f"Date,Payee,Amount,Type\n{many}2026-01-15,C,3.00,??\n")
    assert [event.line for event in found if isinstance(event, RowFault)] == [22]


def test_an_inconsistent_balance_column_proves_nothing() -> None:
    good = "Date,Payee,Amount,Balance\n2026-01-13,A,-1.00,99.00\n2026-01-14,B,-2.00,97.00\n2026-01-15,C,3.00,100.00\n"
    assert formats.inspect(io.BytesIO(good.encode()))["accounts"][0]["opening"] == "100.00"
    bad = good.replace("97.00", "96.00")
    assert formats.inspect(io.BytesIO(bad.encode()))["accounts"][0]["opening"] is None


ROWS = st.lists(
    st.tuples(st.dates(date(2000, 1, 1), date(2068, 12, 31)), st.integers(-(10**9), 10**9)), min_size=1, max_size=30
)


@given(ROWS, st.sampled_from([",", ";", "\t", "|"]), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]))
def test_any_rows_come_back_in_any_dress(rows: list[tuple[date, int]], delimiter: str, encoding: str) -> None:
    def line(day: date, minor: int) -> str:
        sign, (whole, cents) = "-" * (minor < 0), divmod(abs(minor), 100)
        return delimiter.join([day.isoformat(), "Café “Süß”", f'"{sign}{whole:,}.{cents:02d}"'])

    text = "\r\n".join([delimiter.join(["Date", "Payee", "Amount"]), *(line(*row) for row in rows)])
    bank_file = formats.open_file(io.BytesIO(text.encode(encoding)), corrections={"sign": "as_written"})
    found = [row for row in bank_file.events() if isinstance(row, BankRow)]
    assert [(row.posted_on, row.amount_minor) for row in found] == rows
    assert {row.description for row in found} == {"Café “Süß”"}
