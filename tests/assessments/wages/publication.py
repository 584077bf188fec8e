"""Small files in the shape of the publisher's, made in the test: as CSV and as a workbook."""

import csv
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

HEADINGS = (
    "AREA", "AREA_TITLE", "AREA_TYPE", "PRIM_STATE", "NAICS", "I_GROUP", "OCC_CODE", "OCC_TITLE", "O_GROUP",
    "TOT_EMP", "A_MEAN", "A_PCT10", "A_PCT25", "A_MEDIAN", "A_PCT75", "A_PCT90",
)  # fmt: skip
METRO = {
    "AREA": "12060", "AREA_TITLE": "Atlanta-Sandy Springs-Roswell, GA", "AREA_TYPE": "4", "PRIM_STATE": "GA",
    "NAICS": "000000", "I_GROUP": "cross-industry", "OCC_CODE": "99-0001", "OCC_TITLE": "Makers of Tests",
    "O_GROUP": "detailed", "TOT_EMP": "41,200", "A_MEAN": "134560", "A_PCT10": "78000", "A_PCT25": "103000",
    "A_MEDIAN": "131000", "A_PCT75": "163000", "A_PCT90": "*",
}  # fmt: skip
STATE = {**METRO, "AREA": "13", "AREA_TITLE": "Georgia", "AREA_TYPE": "2", "A_PCT90": "#"}
NATION = {**METRO, "AREA": "99", "AREA_TITLE": "U.S.", "AREA_TYPE": "1", "A_PCT90": "211450"}
Rows = Sequence[Mapping[str, str]]


def as_csv(path: Path, rows: Rows, *, encoding: str = "utf-8") -> Path:
    with path.open("w", encoding=encoding, newline="") as out:
        writer = csv.DictWriter(out, HEADINGS)
        writer.writeheader()
        writer.writerows(rows)
    return path


def as_workbook(path: Path, rows: Rows, *, sheet: str | None = None) -> Path:
    """Texts shared, whole numbers as numbers, empty cells left out: as spreadsheet programs write."""
    table = [HEADINGS, *(tuple(row[name] for name in HEADINGS) for row in rows)]
    strings = sorted({cell for row in table for cell in row if not cell.isdecimal()})
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        shared = "".join(f"<si><t>{escape(text)}</t></si>" for text in strings)
        archive.writestr("xl/sharedStrings.xml", f"<sst>{shared}</sst>")
        archive.writestr("xl/worksheets/sheet2.xml", "<worksheet><sheetData/></worksheet>")
        archive.writestr("xl/worksheets/sheet1.xml", sheet or _sheet(table, strings))
    return path


def _sheet(table: Sequence[Sequence[str]], strings: list[str]) -> str:
    rows = "".join(
        f'<row r="{number}">{"".join(_cell(number, column, cell, strings) for column, cell in enumerate(cells))}</row>'
        for number, cells in enumerate(table, start=1)
    )
    return f"<worksheet><sheetData>{rows}</sheetData></worksheet>"


def _cell(number: int, column: int, cell: str, strings: list[str]) -> str:
    place = f"{chr(65 + column)}{number}"
    if cell == "":
        return ""
    if cell.isdecimal():
        return f'<c r="{place}"><v>{int(cell)}</v></c>'
    return f'<c r="{place}" t="s"><v>{strings.index(cell)}</v></c>'
