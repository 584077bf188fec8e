"""`mingus db clean` as a person types it."""

from pathlib import Path

import psycopg
import pytest

from mingus.ops.postgres import Cluster, Role
from tests.ops.test_cli import mingus


@pytest.fixture
def home(open_folder: Path) -> Path:
    """An embedded database with a test person, and with a table that nobody knows."""
    home = open_folder / "home"
    assert mingus(home, "start").returncode == 0
    assert mingus(home, "migrate").returncode == 0
    with psycopg.connect(Cluster(home).urls().libpq(Role.SUPERUSER)) as db:
        db.execute("CREATE TABLE old_copy (id int)")
        db.execute("INSERT INTO people VALUES (gen_random_uuid(), 'a@b.test', 'a', '', '', '', 1, now(), NULL, now())")
        db.execute("ALTER TABLE old_copy OWNER TO mingus_owner")
    return home


@pytest.fixture(autouse=True)
def _stopped(home: Path) -> object:
    yield
    mingus(home, "stop")


def tables(home: Path) -> int:
    with psycopg.connect(Cluster(home).urls().libpq(Role.SUPERUSER)) as db:
        return len(db.execute("SELECT 1 FROM pg_tables WHERE tablename = 'old_copy'").fetchall())


def test_it_shows_first_and_removes_on_demand_after_a_backup(home: Path) -> None:
    for words in (["clean"], ["clean", "--dry-run"]):
        shown = mingus(home, *words)
        assert shown.returncode == 65, shown.stderr
        assert "unknown table  old_copy" in shown.stdout
        assert "test person" in shown.stdout
        assert "Nothing was changed. To remove this from the database mingus: mingus db clean --apply" in shown.stdout
    assert tables(home) == 1

    refused = mingus(home, "clean", "--apply", typed="yes\n")
    assert (refused.returncode, tables(home)) == (64, 1)
    assert "Type the name of the database (mingus)" in refused.stdout
    both = mingus(home, "clean", "--apply", "--dry-run")
    assert (both.returncode, "can't be given together" in both.stderr) == (64, True)

    done = mingus(home, "clean", "--apply", typed="mingus\n")
    assert done.returncode == 0, done.stderr
    assert "Removed: 0 households, 0 orphans, 1 tables." in done.stdout
    assert tables(home) == 0
    [kept] = (home / "backups").iterdir()
    assert f"Backup written to {kept}" in done.stdout
    assert kept.stat().st_size > 10_000

    again = mingus(home, "clean", "--apply", "--yes")
    assert (again.returncode, "There is nothing to clean." in again.stdout) == (0, True)


def test_without_a_backup_nothing_is_removed(home: Path, tmp_path: Path) -> None:
    failed = mingus(home, "clean", "--apply", "--yes", "--backup", str(tmp_path / "nowhere" / "file"))
    assert (failed.returncode, "There is no folder" in failed.stderr) == (64, True)
    assert tables(home) == 1
