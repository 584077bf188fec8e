import zipfile
from pathlib import Path

import pytest

from mingus.assessments.wages import files
from mingus.core.errors import BadFile
from tests.assessments.wages.publication import HEADINGS, METRO, STATE, as_csv, as_workbook


def test_csv_and_workbook_say_the_same(tmp_path: Path) -> None:
    rows = [METRO, STATE]
    from_csv = list(files.lines(as_csv(tmp_path / "a.csv", rows)))
    from_workbook = list(files.lines(as_workbook(tmp_path / "a.xlsx", rows)))
    assert [number for number, _ in from_csv] == [2, 3]
    assert from_csv[0][1] == METRO
    plain = [{**cells, "NAICS": cells["NAICS"].lstrip("0") or "0"} for _, cells in from_csv]  # a number has no zeros
    assert from_workbook == list(zip([2, 3], plain, strict=True))


def test_a_file_from_excel_on_windows_is_read_too(tmp_path: Path) -> None:
    row = {**METRO, "AREA_TITLE": "Mayagüez, PR"}
    (_, cells), *_ = files.lines(as_csv(tmp_path / "a.csv", [row], encoding="cp1252"))
    assert cells["AREA_TITLE"] == "Mayagüez, PR"


def test_a_file_with_a_byte_order_mark_is_read_too(tmp_path: Path) -> None:
    (_, cells), *_ = files.lines(as_csv(tmp_path / "a.csv", [METRO], encoding="utf-8-sig"))
    assert cells["AREA"] == "12060"


def test_headings_may_be_written_small(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(",".join(HEADINGS).lower() + "\n" + ",".join(METRO[name].replace(",", "") for name in HEADINGS[:1]))
    (_, cells), *_ = files.lines(path)
    assert cells == {"AREA": "12060"}


def test_another_file_is_refused_by_the_headings_it_lacks(tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("AREA,AREA_TITLE,OCC_CODE\n1,2,3\n")
    with pytest.raises(BadFile, match=r"other.csv does not begin .* AREA_TYPE, OCC_TITLE"):
        list(files.lines(path))


def test_a_workbook_of_before_2007_is_refused_and_no_mistake_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "national_M2010_dl.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)))
    with pytest.raises(BadFile, match=r"neither CSV nor a workbook \(\.xlsx\)"):
        list(files.lines(path))


def test_a_zip_that_is_not_unpacked_says_so(tmp_path: Path) -> None:
    inside, path = as_workbook(tmp_path / "MSA_M2025_dl.xlsx", [METRO]), tmp_path / "oesm25ma.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(inside, inside.name)
    with pytest.raises(BadFile, match=r"oesm25ma\.zip has no sheet.*Unzip it first"):
        list(files.lines(path))


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "empty.csv"
    path.touch()
    with pytest.raises(BadFile, match=r"empty.csv is empty"):
        list(files.lines(path))
