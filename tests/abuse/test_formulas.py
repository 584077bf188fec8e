"""A formula in a bank's text is kept as it is; a spreadsheet that opens the export shows it and runs nothing."""

import csv
import io

import pytest

from mingus.core.tenancy import Member
from tests.factories import Browser
from tests.ledger.by_hand import account, add
from tests.ledger.service.imports import files

FORMULAS = [
    *("=1+1", '=HYPERLINK("http://evil.example","x")', "+1+1", "-1+1", "@SUM(A1)", "=cmd|' /C calc'!A0"),
    *("\t=1+1", " =1+1", "＝1+1", "＋1", "－1", "＠x", "|calc", "%00=1+1", '=DDE("cmd";"/C calc")'),
]
STARTERS = set("=+-@\t\r\n＝＋－＠")


@pytest.fixture
def exported(as_alice: Browser, alice: Member) -> list[dict[str, str]]:
    """Alice's export as a spreadsheet reads it: payees by file and by hand, an account and a note with formulas."""
    mine = account(alice, "=1+1 account")
    rows = "".join(f'2026-03-01,"{text.replace(chr(34), chr(34) * 2)}",-1.00\n' for text in FORMULAS)
    files.bring_in(alice, f"Date,Description,Amount\n{rows}".encode(), account_id=mine)
    add(alice, "1", "By hand", note="=1+1 note", account_id=mine)
    answer = as_alice.get("/api/financial/export?format=csv")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))


def test_no_cell_of_the_export_begins_a_formula(exported: list[dict[str, str]]) -> None:
    assert len(exported) >= len(FORMULAS)
    begun = [
        (name, cell)
        for row in exported
        for name, cell in row.items()
        if cell and cell.strip(" ")[:1] in STARTERS and not _is_number(cell)
    ]
    assert begun == []


def test_the_texts_are_all_there(exported: list[dict[str, str]]) -> None:
    cells = "\n".join(cell for row in exported for cell in row.values())
    for text in ("=1+1 account", "=1+1 note", "@SUM(A1)", "=cmd|' /C calc'!A0"):
        assert text in cells


def test_the_books_keep_a_formula_to_the_letter(exported: list[dict[str, str]], alice: Member) -> None:
    assert {"=1+1", "@SUM(A1)", "+1+1"} <= {text for _, _, text, _ in files.rows(alice)}


def _is_number(cell: str) -> bool:
    return cell.lstrip("-").replace(".", "", 1).isdigit()
