"""Files in the shape banks write them, with neutral names: what a person would read off each of them."""

import io
from pathlib import Path
from typing import Any

import pytest

from mingus.core.errors import Refused
from mingus.ledger import formats
from mingus.ledger.formats.rows import BankRow

SAMPLES = Path(__file__).parent / "samples"

# file: format, encoding, per account (id, currency, count, sum, opening, closing), faults, questions to a person
EXPECTED: dict[str, tuple[str, str, list[tuple[Any, ...]], int, list[str]]] = {
    "ambiguous-dates.csv": (
        "csv",
        "utf-8",
        [(None, "USD", 3, "1477.55", None, None)],
        0,
        ["date_order", "currency"],
    ),
    "ambiguous-thousands.csv": (
        "csv",
        "utf-8",
        [(None, "USD", 2, "900.00", None, None)],
        0,
        ["decimal_mark", "currency"],
    ),
    "br-latin-empty-ids.ofx": ("ofx1", "cp1252", [("1001-X", "BRL", 1, "-15.90", "100.00", "84.10")], 0, []),
    "card-intuit.qfx": (
        "qfx",
        "utf-8",
        [("4000100010001001", "USD", 4, "-90.85", "-100.00", "-159.60")],
        0,
        [],
    ),
    "ch-apostrophes.csv": ("csv", "utf-8", [(None, "CHF", 3, "2737.65", "537.50", "3275.15")], 0, []),
    "checking-sgml-lines.ofx": ("ofx1", "utf-8", [("1001", "USD", 3, "1684.90", None, "2000.00")], 1, []),
    "de-giro-preamble-cp1252.csv": ("csv", "cp1252", [(None, "EUR", 3, "1790.30", None, None)], 0, []),
    "de-soll-haben.csv": ("csv", "utf-8", [(None, "EUR", 3, "-70.00", None, None)], 0, []),
    "de-pending-status.csv": (
        "csv",
        "utf-8",
        [("DE00100000000000001001", "EUR", 3, "1326.05", None, None)],
        0,
        [],
    ),
    "es-saldo.csv": ("csv", "utf-8", [(None, "EUR", 3, "1317.90", "150.00", "1467.90")], 0, []),
    "excel-sep-line.csv": ("csv", "utf-8", [(None, "USD", 3, "99.00", None, None)], 0, ["currency"]),
    "excel-utf-16.csv": ("csv", "utf-16", [(None, "USD", 3, "95.50", "100.00", "195.50")], 0, ["currency"]),
    "fr-debit-credit-cp1252.csv": ("csv", "cp1252", [(None, "EUR", 3, "1880.00", None, None)], 0, []),
    "in-lakh-grouping.csv": (
        "csv",
        "utf-8",
        [(None, "USD", 2, "99980.00", "25000.00", "124980.00")],
        0,
        ["currency"],
    ),
    "investment-cash.ofx": ("ofx1", "utf-8", [("B1001", "USD", 1, "200.00", None, None)], 0, []),
    "nl-af-bij.csv": ("csv", "utf-8", [("NL00BANK0000001001", "EUR", 3, "1187.55", None, None)], 0, []),
    "pt-extrato.csv": ("csv", "cp1252", [(None, "USD", 2, "246.80", "750.00", "996.80")], 0, ["currency"]),
    "several-accounts.csv": (
        "csv",
        "utf-8",
        [("Checking", "USD", 4, "1294.50", None, None), ("Savings", "USD", 1, "200.00", None, None)],
        0,
        ["currency"],
    ),
    "two-accounts-xml.ofx": (
        "ofx2",
        "utf-8",
        [("DE001001", "EUR", 3, "1859.30", None, "2000.00"), ("DE002002", "EUR", 0, "0.00", "500.00", "500.00")],
        0,
        [],
    ),
    "two-documents-lowercase.ofx": ("ofx1", "utf-8", [("1001", "USD", 2, "-2.00", None, None)], 0, []),
    "uk-paid-in-out-pipe.csv": ("csv", "utf-8", [(None, "GBP", 3, "95.50", "100.00", "195.50")], 0, []),
    "unclosed-rows-no-header.ofx": ("ofx1", "utf-8", [("1001", "USD", 2, "-9.58", None, None)], 0, []),
    "us-card-positive-charges.csv": ("csv", "utf-8", [(None, "USD", 5, "280.05", None, None)], 0, ["currency"]),
    "us-card-two-dates-debit-credit.csv": (
        "csv",
        "utf-8",
        [("1001", "USD", 3, "325.20", None, None)],
        0,
        ["currency"],
    ),
    "us-card-type-column.csv": ("csv", "utf-8", [(None, "USD", 4, "317.04", None, None)], 0, ["currency"]),
    "us-checking-debit-credit.csv": (
        "csv",
        "utf-8",
        [("XXXX1001", "USD", 5, "1679.38", "1110.38", "2834.88")],
        0,
        ["currency"],
    ),
    "us-checking-running-balance.csv": (
        "csv",
        "utf-8",
        [(None, "USD", 4, "259.35", "754.25", "1013.60")],
        0,
        ["currency"],
    ),
    "us-dr-cr-column.csv": ("csv", "utf-8", [(None, "USD", 3, "-70.00", "510.00", "440.00")], 0, ["currency"]),
    "us-no-header.csv": ("csv", "utf-8", [(None, "USD", 3, "1374.90", None, None)], 0, ["columns", "currency"]),
    "us-parentheses-and-dollars.csv": ("csv", "utf-8", [(None, "USD", 3, "254.90", None, None)], 0, []),
    "us-pending-card.csv": ("csv", "utf-8", [(None, "USD", 3, "341.30", None, None)], 0, ["currency"]),
    "us-preamble-and-totals.csv": (
        "csv",
        "utf-8",
        [(None, "USD", 3, "837.50", "1200.00", "2037.50")],
        0,
        ["currency"],
    ),
    "us-quoted-newlines.csv": ("csv", "utf-8", [(None, "USD", 3, "254.90", None, None)], 1, ["currency"]),
    "utf-16-without-mark.csv": ("csv", "utf-16-le", [(None, "USD", 2, "995.50", None, None)], 0, ["currency"]),
    "utf-8-declared-1252.ofx": ("ofx1", "utf-8", [("1001", "CAD", 1, "-4.50", None, None)], 0, []),
    "wallet-several-currencies.csv": (
        "csv",
        "utf-8",
        [
            (None, "EUR", 2, "-53.20", None, None),
            (None, "USD", 1, "54.10", None, None),
            (None, "JPY", 1, "-1200", None, None),
        ],
        0,
        [],
    ),
}


def rows_of(name: str, **options: Any) -> list[formats.BankRow]:
    with (SAMPLES / name).open("rb") as stream:
        events = list(formats.open_file(stream, **options).events())
    return [event for event in events if isinstance(event, formats.BankRow)]


def test_every_sample_has_its_expectation() -> None:
    assert {path.name for path in SAMPLES.glob("*.*fx")} | {path.name for path in SAMPLES.glob("*.csv")} == set(
        EXPECTED
    )


@pytest.mark.parametrize("name", EXPECTED)
def test_files_of_many_banks_read_right(name: str) -> None:
    kind, encoding, accounts, faults, questions = EXPECTED[name]
    with (SAMPLES / name).open("rb") as stream:
        found = formats.inspect(stream)
        bank_file = formats.open_file(stream)
    keys = ("account_id", "currency", "count", "sum", "opening", "closing")
    assert (found["format"], found["encoding"], found["faults"]) == (kind, encoding, faults)
    assert [tuple(account[key] for key in keys) for account in found["accounts"]] == accounts
    assert (bank_file.shape.questions() if bank_file.shape else []) == questions


def test_a_person_can_correct_what_was_inferred() -> None:
    american = [row.posted_on.isoformat() for row in rows_of("ambiguous-dates.csv")]
    european = [row.posted_on.isoformat() for row in rows_of("ambiguous-dates.csv", corrections={"date_order": "dmy"})]
    assert american == ["2026-03-04", "2026-05-06", "2026-07-06"]
    assert european == ["2026-04-03", "2026-06-05", "2026-06-07"]
    small = rows_of("ambiguous-thousands.csv", corrections={"decimal_mark": ".", "currency": "EUR"})
    assert [(row.amount_minor, row.currency) for row in small] == [(-120, "EUR"), (210, "EUR")]
    turned = rows_of("us-no-header.csv", corrections={"sign": "inverted", "columns": {"date": 0, "amount": 1}})
    assert [row.amount_minor for row in turned] == [4510, -150000, 8000]


@pytest.mark.parametrize("rows_before", [1, 1500])
def test_the_first_money_in_may_come_late_or_in_the_next_file(rows_before: int) -> None:
    head, spent = b"Date,Description,Debit,Credit\n", b"2026-03-01,RENT,900.00,\n"
    earned = b"2026-04-02,PAY,,3000.00\n"
    first = formats.open_file(io.BytesIO(head + spent * rows_before)).shape
    assert first
    for file in (
        formats.open_file(io.BytesIO(head + spent * rows_before + earned)),
        formats.open_file(io.BytesIO(head + spent + earned), remembered=first.choices()),
    ):
        rows = [event for event in file.events() if isinstance(event, BankRow)]
        assert (rows[0].amount_minor, rows[-1].amount_minor) == (-90000, 300000)


def test_choices_are_remembered_for_the_next_file_of_the_bank() -> None:
    with (SAMPLES / "ambiguous-dates.csv").open("rb") as stream:
        first = formats.open_file(stream, corrections={"date_order": "dmy", "currency": "EUR"}).shape
    assert first is not None
    following = io.BytesIO(b"date;  DESCRIPTION ;Amount\n08/09/2026;SHOP;-1,00\n")
    bank_file = formats.open_file(following, remembered=first.choices())
    assert bank_file.shape is not None
    assert bank_file.shape.header_signature() == first.header_signature()
    assert bank_file.shape.questions() == []
    rows = [row for row in bank_file.events() if type(row) is formats.BankRow]
    assert [(row.posted_on.isoformat(), row.amount_minor, row.currency) for row in rows] == [
        ("2026-09-08", -100, "EUR")
    ]


def test_a_confirmed_shape_is_used_as_it_is() -> None:
    with (SAMPLES / "us-card-positive-charges.csv").open("rb") as stream:
        shape = formats.open_file(stream).shape
        assert shape is not None
        stored = formats.CsvShape.from_json(shape.apply({"sign": "as_written"}).to_json())
        rows = [row for row in formats.open_file(stream, shape=stored).events() if type(row) is formats.BankRow]
    assert rows[0].amount_minor == 5410


def test_unknown_corrections_are_refused() -> None:
    for correction in ({"date_order": "ydm"}, {"mood": "good"}, {"columns": {"date": -1}}, {"columns": {"hat": 1}}):
        with pytest.raises(Refused):
            rows_of("ambiguous-dates.csv", corrections=correction)


def test_a_stream_that_cannot_seek_is_read_too() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    bank_file = formats.open_file(Pipe((SAMPLES / "several-accounts.csv").read_bytes()))
    assert sum(account.count for account in formats.summarise(bank_file.events()).accounts) == 5
    assert sum(account.count for account in formats.summarise(bank_file.events()).accounts) == 5
