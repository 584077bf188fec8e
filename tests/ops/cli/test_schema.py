"""`mingus db sql` and `mingus db fingerprint` as a person types them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mingus.core import fingerprint, schema_sql
from tests.databases import Scratch
from tests.ops.test_cli import ROOT, mingus


def test_the_file_of_sql_is_fresh(tmp_path: Path) -> None:
    assert mingus(tmp_path, "sql", "--check").returncode == 0


def test_a_file_that_is_not_what_the_migrations_say_is_refused_and_written_anew(tmp_path: Path) -> None:
    """In a checkout of its own."""
    for name in ("mingus", "migrations"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("static", "*.pyc.*"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    missing = _sql(tmp_path, "--check")
    assert (missing.returncode, "Run: mingus db sql" in missing.stderr) == (78, True)
    assert _sql(tmp_path).returncode == 0
    assert (tmp_path / schema_sql.FILE).read_bytes() == (ROOT / schema_sql.FILE).read_bytes()
    assert _sql(tmp_path, "--check").returncode == 0


def test_an_installation_without_sources_prints_it(tmp_path: Path) -> None:
    for name in ("mingus", "migrations"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("static", "*.pyc.*"))
    assert _sql(tmp_path).stdout == (ROOT / schema_sql.FILE).read_text()


def _sql(checkout: Path, *options: str) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-m", "mingus", "db", "sql", *options]
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(program, cwd=checkout, env=environ, capture_output=True, text=True, check=False)


def test_a_database_is_told_whether_it_has_the_schema(scratch_database: Scratch, tmp_path: Path) -> None:
    right = mingus(tmp_path, "fingerprint", DATABASE_URL=scratch_database.migration)
    assert (right.returncode, right.stdout.strip()) == (0, fingerprint.expected())
    scratch_database.run("DROP INDEX goals_by_due")
    wrong = mingus(tmp_path, "fingerprint", DATABASE_URL=scratch_database.migration)
    assert wrong.returncode == 65
    assert "- index goals.goals_by_due" in wrong.stdout


@pytest.mark.parametrize("words", [["sql", "--odd"], ["fingerprint", "--odd"]])
def test_bad_usage_exits_64(tmp_path: Path, words: list[str]) -> None:
    assert mingus(tmp_path, *words).returncode == 64
