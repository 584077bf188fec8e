"""`mingus db …` as a person types it."""

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from mingus.ops.postgres import Cluster, Role
from tests import commands

ROOT = Path(__file__).parents[2]


@pytest.fixture
def home(open_folder: Path) -> Path:
    return open_folder / "home"


def mingus(home: Path, *words: str, typed: str = "", **environ: str) -> subprocess.CompletedProcess[str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE")}
    return commands.mingus(["db", "--home", str(home), *words], environ={**inherited, **environ}, typed=typed)


def names(home: Path) -> list[tuple[str]]:
    with psycopg.connect(Cluster(home).urls().libpq(Role.MIGRATION)) as db:
        return db.execute("SELECT name FROM pets ORDER BY name").fetchall()


def insert(home: Path, name: str) -> None:
    with psycopg.connect(Cluster(home).urls().libpq(Role.MIGRATION)) as db:
        db.execute("CREATE TABLE IF NOT EXISTS pets (name text)")
        db.execute("INSERT INTO pets VALUES (%s)", [name])


def test_a_database_lives_from_start_to_stop_through_backup_and_restore(home: Path, tmp_path: Path) -> None:
    assert mingus(home, "start").returncode == 0
    with psycopg.connect(mingus(home, "url").stdout.strip()) as db:
        assert db.execute("SELECT current_user").fetchone() == ("mingus_app",)
    insert(home, "Mingus")
    file = tmp_path / "mingus.backup"
    assert mingus(home, "backup", str(file)).returncode == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    again = mingus(home, "backup", str(file))
    assert (again.returncode, "never overwritten" in again.stderr) == (64, True)
    insert(home, "Dolphy")

    refused = mingus(home, "restore", str(file))
    assert (refused.returncode, "Use --replace" in refused.stderr) == (65, True)
    changed_mind = mingus(home, "restore", str(file), "--replace", typed="no\n")
    assert (changed_mind.returncode, "Nothing was changed." in changed_mind.stderr) == (64, True)
    assert names(home) == [("Dolphy",), ("Mingus",)]
    assert mingus(home, "restore", str(file), "--replace", typed="replace\n").returncode == 0
    assert names(home) == [("Mingus",)]

    file.write_bytes(file.read_bytes()[:500])
    broken = mingus(home, "restore", str(file), "--replace", "--yes")
    assert (broken.returncode, broken.stderr.startswith(f"{file} is not a whole backup of Mingus")) == (65, True)
    assert names(home) == [("Mingus",)]

    assert mingus(home, "stop").returncode == 0
    assert Cluster(home).pid is None
    assert mingus(home, "stop").stdout == "The database is not running.\n"


def test_a_stopped_database_is_started_for_a_command_and_stopped_again(home: Path, tmp_path: Path) -> None:
    assert mingus(home, "backup", str(tmp_path / "empty.backup")).returncode == 0
    assert Cluster(home).pid is None


def test_bad_usage_exits_64(home: Path) -> None:
    assert mingus(home, "backup").returncode == 64
    assert mingus(home, "url", "--role", "king").returncode == 64
    elsewhere = mingus(home, "start", DATABASE_URL="postgresql://somewhere/else")
    assert (elsewhere.returncode, elsewhere.stderr.startswith("DATABASE_URL is set")) == (64, True)


def test_bad_configuration_exits_78(home: Path) -> None:
    wrong = mingus(home, "start", MINGUS_PG_BIN="/nowhere")
    assert wrong.returncode == 78
    assert wrong.stderr == "MINGUS_PG_BIN is /nowhere, and there is no program postgres in that folder.\n"


def test_a_run_without_a_front_end_names_the_command_that_builds_it_and_starts_nothing(
    home: Path, tmp_path: Path
) -> None:
    for folder in ("mingus", "migrations"):
        ignored = shutil.ignore_patterns("static", "*.pyc.*")
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=ignored)
    ran = subprocess.run(
        [sys.executable, "-m", "mingus", "run", "--home", str(home)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ran.returncode == 78
    assert ran.stderr == "The front end is not built. Build it with: python -m mingus.core.assets\n"
    assert not home.exists()
