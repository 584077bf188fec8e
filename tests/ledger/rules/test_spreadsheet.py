"""No cell runs as a formula."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingus.ledger.rules.spreadsheet import safe_cell


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x", "  =1", "-"],
)
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-12.30", "12", "-1", "", "KROGER #412", "a=b", "Joe's"])
def test_numbers_and_plain_text_stay(text: str) -> None:
    assert safe_cell(text) == text


@given(st.text())
def test_no_cell_begins_like_a_formula(text: str) -> None:
    cell = safe_cell(text)
    assert cell[:1] not in "=+@\t\r\n＝＋－＠" or cell == ""
    assert cell.removeprefix("'") == text or cell == text
