import pytest

from mingus.core.errors import BadFile
from mingus.ledger.formats.csv_columns import find_columns, find_table, looks_like_amount


def test_the_table_begins_below_what_stands_above_it() -> None:
    records = [(1, ["Account", "1001"]), (2, ["Date", "Payee", "Amount"]), (3, ["2026-01-13", "Shop", "-1.00"])]
    assert find_table(records).header == ("Date", "Payee", "Amount")
    assert find_table(records).first == 2


def test_unknown_headers_are_kept_as_names() -> None:
    records = [(1, ["Quand", "Quoi", "Combien"]), (2, ["2026-01-13", "Shop", "-1.00"])]
    assert find_table(records).header == ("Quand", "Quoi", "Combien")
    assert find_columns(find_table(records).header, [["2026-01-13", "Shop", "-1.00"]]) == (
        {"date": 0, "amount": 2, "description": 1},
        False,
    )


def test_text_without_dates_and_amounts_is_no_table() -> None:
    with pytest.raises(BadFile, match="does not look like a bank file"):
        find_table([(1, ["Dear customer"]), (2, ["please find attached"])])


def test_names_are_checked_against_contents() -> None:
    header = ["Date", "Amount", "Umsatz", "Account", "Id"]
    rows = [["2026-01-13", "-1.00", "Shop", f"IBAN {number}", "same"] for number in range(10)]
    found, _ = find_columns(header, rows)
    assert (found["date"], found["amount"]) == (0, 1)
    assert not {"account", "source_id"} & set(found)


def test_a_column_that_is_named_but_empty_so_far_keeps_its_meaning() -> None:
    header, rows = ["Date", "Description", "Debit", "Credit", "Category"], [["2026-01-13", "Shop", "1.00", "", ""]]
    assert find_columns(header, rows) == (
        {"date": 0, "description": 1, "debit": 2, "credit": 3, "category": 4},
        True,
    )
    signed = ["Date", "Text", "Amount", "Credit", "Memo", "Notes"]
    found, _ = find_columns(signed, [["2026-01-13", "Shop", "-1.00", "", "", "with Mama"]])
    assert (found["amount"], found["memo"], "credit" in found) == (2, 5, False)


def test_the_posting_day_is_the_date_and_the_other_when_the_person_acted() -> None:
    rows = [["2026-01-13", "2026-01-15", "Shop", "-1.00"]]
    found, certain = find_columns(["Transaction Date", "Post Date", "Description", "Amount"], rows)
    assert (found["date"], found["transacted_on"], certain) == (1, 0, True)


@pytest.mark.parametrize("cell", ["-1.00", "(5)", "1,5", "$7", "12"])
def test_amounts_without_a_header_are_recognised(cell: str) -> None:
    assert looks_like_amount(cell)


@pytest.mark.parametrize("cell", ["2026-01-13", "20260113", "Shop", "", "4000100010001001", "*"])
def test_dates_and_long_numbers_are_no_amounts(cell: str) -> None:
    assert not looks_like_amount(cell)
