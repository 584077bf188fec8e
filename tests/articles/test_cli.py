import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from mingus.articles.cli import library
from mingus.core.errors import Refused
from tests.articles.checking import whole


def _run(folder: Path, *more: str) -> tuple[str, BaseException | None]:
    result = CliRunner().invoke(library, ["check", "--folder", str(folder), *more])
    return result.output, result.exception


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for slug, text in whole.library().items():
        (tmp_path / f"{slug}.md").write_text(text)
    return tmp_path


def test_a_fault_is_one_line_and_ends_with_65(folder: Path) -> None:
    (folder / "bad.md").write_text("no head")
    said, error = _run(folder)
    assert "bad: head: text: must begin with a head between two lines of three dashes\n" in said
    assert isinstance(error, Refused)
    assert error.exit_code == 65


def test_programs_get_json(folder: Path) -> None:
    said, _ = _run(folder, "--json")
    answer = json.loads(said.partition("\n")[0])
    assert answer["articles"] == 3
    assert {fault["kind"] for fault in answer["faults"]} == {"cell"}
