import zipfile
from pathlib import Path

import pytest

from mingus.assessments.wages.files import workbook
from mingus.core.errors import BadFile, TooLarge
from tests.assessments.wages.publication import as_workbook

SHEET = "<worksheet><sheetData>{rows}</sheetData></worksheet>"


def test_rows_come_with_their_numbers_and_cells_in_their_columns(tmp_path: Path) -> None:
    rows = (
        '<row r="4"><c r="B4"><v>7</v></c><c r="D4" t="inlineStr"><is><t>two </t><t>parts</t></is></c></row>'
        '<row><c><v>1</v></c><c t="str"><f>A1&amp;"x"</f><v>made</v></c></row>'
    )
    path = as_workbook(tmp_path / "a.xlsx", [], sheet=SHEET.format(rows=rows))
    assert list(workbook.rows(path)) == [(4, ["", "7", "", "two parts"]), (5, ["1", "made"])]


def test_prefixes_of_another_program_do_not_matter(tmp_path: Path) -> None:
    sheet = '<x:worksheet xmlns:x="urn:x"><x:row r="1"><x:c r="A1"><x:v>5</x:v></x:c></x:row></x:worksheet>'
    path = as_workbook(tmp_path / "a.xlsx", [], sheet=sheet)
    assert list(workbook.rows(path)) == [(1, ["5"])]


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        ('<!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>', "document type"),
        ("<worksheet><row>", "not a workbook that can be read"),
        (SHEET.format(rows='<row r="1"><c r="A1" t="s"><v>99</v></c></row>'), "points to a text"),
    ],
)
def test_what_no_spreadsheet_program_writes_is_refused(tmp_path: Path, sheet: str, said: str) -> None:
    path = as_workbook(tmp_path / "a.xlsx", [], sheet=sheet)
    with pytest.raises(BadFile, match=said):
        list(workbook.rows(path))


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = as_workbook(tmp_path / "bomb.xlsx", [], sheet=SHEET.format(rows=" " * (32 << 20)))
    assert path.stat().st_size < 64 << 10
    with pytest.raises(TooLarge, match="unpacks to far more"):
        list(workbook.rows(path))


def test_a_row_across_thousands_of_columns_is_refused(tmp_path: Path) -> None:
    path = as_workbook(tmp_path / "a.xlsx", [], sheet=SHEET.format(rows='<row r="1"><c r="XFD1"><v>1</v></c></row>'))
    with pytest.raises(TooLarge, match="Row 1 has more columns"):
        list(workbook.rows(path))


def test_more_text_than_a_publication_holds_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MAX_STRING_CHARACTERS", 10)
    with pytest.raises(TooLarge, match="more text"):
        list(workbook.rows(as_workbook(tmp_path / "a.xlsx", [])))


def test_a_zip_without_a_sheet_and_a_broken_one_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "nothing")
    with pytest.raises(BadFile, match="no sheet"):
        list(workbook.rows(path))
    path.write_bytes(b"PK\x03\x04 and then nothing")
    with pytest.raises(BadFile, match="not a workbook"):
        list(workbook.rows(path))
