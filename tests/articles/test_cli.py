import json
import os
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from mingus.articles.cli import library
from mingus.core import clock
from mingus.core.errors import Refused, UsageError
from mingus.core.settings import Settings
from tests import commands
from tests.articles import writing
from tests.articles.checking import whole
from tests.conftest import SECRETS


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


@pytest.mark.usefixtures("alice")
def test_an_operator_without_a_browser_takes_down_schedules_and_looks(configuration: Settings) -> None:
    slug = writing.add()
    environ = {**os.environ, **SECRETS, "DATABASE_URL": configuration.database_url}

    def told(*words: str) -> str:
        done = commands.mingus(["library", *words], environ=environ)
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert told("unpublish", slug) == f"{slug}: not live.\n"
    assert writing.row(slug).status == "unpublished"
    at = clock.now() + timedelta(hours=1)
    assert f"version 1 goes live {at:%Y-%m-%d %H:%M} UTC" in told("publish", slug, "--at", at.isoformat())
    (listed,) = [each for each in json.loads(told("list", "--json"))["items"] if each["slug"] == slug]
    assert (listed["status"], listed["due_number"]) == ("unpublished", 1)
    assert told("publish", slug, "--number", "1") == f"{slug}: version 1 is live.\n"
    assert "version 1, from the release" in told("show", slug)


@pytest.mark.parametrize("moment", ["tomorrow", "2026-12-01T09:00:00"])
def test_a_moment_says_its_zone(moment: str) -> None:
    error = CliRunner().invoke(library, ["publish", "x", "--at", moment]).exception
    assert isinstance(error, UsageError)
