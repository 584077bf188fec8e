"""`mingus wages load`, as whoever runs the installation types it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mingus import assessments
from mingus.core import command
from mingus.core.errors import BadFile
from mingus.core.settings import Settings
from tests.assessments.wages.publication import METRO, NATION, STATE, as_csv, as_workbook
from tests.conftest import SECRETS

YEAR = "2041"


@pytest.fixture(autouse=True)
def surroundings(configuration: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the command finds in its environment: the test's database."""
    monkeypatch.setattr(command, "_providers", [])
    for name, value in {**SECRETS, "FLASK_ENV": "testing", "DATABASE_URL": configuration.database_url}.items():
        monkeypatch.setenv(name, value)


def run(*words: str | Path) -> Result:
    found = {command.name: command for command in assessments.COMMANDS()}["wages"]
    return CliRunner().invoke(found, ["load", *map(str, words)])


def test_files_of_both_kinds_are_loaded_and_told(tmp_path: Path) -> None:
    states = as_workbook(tmp_path / "states.xlsx", [NATION, STATE])
    metros = as_csv(tmp_path / "metros.csv", [METRO, {**METRO, "AREA_TYPE": "6"}])
    done = run(states, metros, "--year", YEAR)
    assert done.exit_code == 0
    assert "states.xlsx, May 2041: 2 rows; 2 new, 0 changed, 0 there already." in done.stdout
    assert "left out: 1 of areas outside of metros" in done.stdout
    again = json.loads(run(states, metros, "--year", YEAR, "--json").stdout)
    assert [(one["new"], one["unchanged"]) for one in again] == [(0, 2), (0, 1)]


def test_a_wrong_row_in_the_second_file_leaves_nothing_of_the_first(tmp_path: Path) -> None:
    right = as_csv(tmp_path / "right.csv", [{**STATE, "AREA": "48"}])
    wrong = as_csv(tmp_path / "wrong.csv", [METRO, {**METRO, "A_MEAN": "much"}])
    done = run(right, wrong, "--year", YEAR)
    assert isinstance(done.exception, BadFile)  # which `mingus` turns into its sentence and exit code 65
    assert done.exception.exit_code == 65
    assert "wrong.csv: nothing was loaded.\nline 3: A_MEAN is “much”" in str(done.exception)
    assert "1 new" in run(right, "--year", YEAR).stdout


def test_the_year_must_be_said(tmp_path: Path) -> None:
    assert run(as_csv(tmp_path / "a.csv", [METRO])).exit_code == 2


def test_a_file_of_another_year_by_its_name_is_refused(tmp_path: Path) -> None:
    """Else figures of 2023 would stand under 2041, and nobody could see it later."""
    other = as_csv(tmp_path / "MSA_M2023_dl.csv", [METRO])
    refused = run(other, "--year", YEAR)
    assert isinstance(refused.exception, BadFile)
    assert "MSA_M2023_dl.csv is of May 2023 by its name, and --year says 2041" in str(refused.exception)
    own = as_csv(tmp_path / "all_data_M_2041.csv", [{**METRO, "AREA": "26420"}])
    assert run(own, "--year", YEAR).exit_code == 0
