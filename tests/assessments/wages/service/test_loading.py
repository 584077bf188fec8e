from pathlib import Path

import pytest

from mingus.assessments import wages
from mingus.assessments.wages import files
from mingus.assessments.wages.service.loading import Loaded, load
from mingus.core.db import GLOBAL, transaction
from mingus.core.errors import BadFile
from mingus.core.settings import Settings
from tests.assessments.wages.publication import METRO, NATION, STATE, Rows, as_csv

YEAR = 2031
MAKERS = "99-0001"


def _load(folder: Path, rows: Rows, year: int = YEAR) -> Loaded:
    path = as_csv(folder / "metros.csv", rows)
    with transaction(GLOBAL) as db:
        return load(db, path.name, files.lines(path), year)


def _find(choice: str, year: int) -> wages.Wage | None:
    with transaction(GLOBAL, read_only=True) as db:
        return wages.find(db, MAKERS, choice, year=year)


def test_a_metro_that_was_loaded_comes_before_its_state(configuration: Settings, tmp_path: Path) -> None:
    loaded = _load(tmp_path, [NATION, STATE, METRO, {**METRO, "O_GROUP": "total"}], 2034)
    assert (loaded.rows, loaded.new, dict(loaded.left_out)) == (4, 3, {"sums of several occupations": 1})
    found = _find("atlanta", 2034)
    assert found is not None
    assert (found.area_kind, found.p50_minor) == ("metro", 131_000_00)


def test_loading_again_changes_nothing_and_another_year_stays(configuration: Settings, tmp_path: Path) -> None:
    _load(tmp_path, [METRO, STATE])
    again = _load(tmp_path, [METRO, {**STATE, "A_MEDIAN": "132000"}])
    assert (again.new, again.changed, again.unchanged) == (0, 1, 1)
    _load(tmp_path, [STATE], YEAR + 1)
    medians = [found.p50_minor for year in (YEAR, YEAR + 1) if (found := _find("GA", year))]
    assert medians == [132_000_00, 131_000_00]


def test_one_wrong_row_loads_nothing_and_is_named_by_its_line(configuration: Settings, tmp_path: Path) -> None:
    wrong = {**STATE, "OCC_CODE": "x"}
    with pytest.raises(BadFile) as refused:
        _load(tmp_path, [METRO, wrong, METRO], 2033)
    assert "metros.csv: nothing was loaded." in str(refused.value)
    assert "line 3: OCC_CODE is “x”" in str(refused.value)
    assert "line 4: the same area and occupation as line 2." in str(refused.value)
    assert _find("atlanta", 2033) is None


def test_of_many_wrong_rows_the_first_are_named(configuration: Settings, tmp_path: Path) -> None:
    with pytest.raises(BadFile, match=r"line 21: .*\n… and 10 more\."):
        _load(tmp_path, [{**METRO, "A_MEAN": "x"}] * 30)
