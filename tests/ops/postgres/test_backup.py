"""A backup brings everything back, and a bad one takes nothing away."""

import stat
from pathlib import Path

import psycopg
import pytest

from mingus.core.errors import BadFile, ConfigurationError, Refused
from mingus.ops.postgres import Cluster, Role, backup

pytestmark = pytest.mark.postgres

HOUSEHOLD_TABLE = """
CREATE TABLE alembic_version (version_num text PRIMARY KEY);
INSERT INTO alembic_version VALUES ('0001');
CREATE TABLE goals (household_id int, name text, PRIMARY KEY (household_id, name));
ALTER TABLE goals ENABLE ROW LEVEL SECURITY;
ALTER TABLE goals FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON goals USING (household_id = nullif(current_setting('app.household_id', true), '')::int);
GRANT SELECT, INSERT ON goals TO mingus_app;
GRANT SELECT ON goals, alembic_version TO mingus_readonly;
"""


@pytest.fixture
def filled(server: Cluster) -> Cluster:
    """A database with one household's goal, behind row-level security as the real one."""
    with psycopg.connect(server.urls().libpq(Role.MIGRATION)) as db:
        db.execute(HOUSEHOLD_TABLE)
    add_goal(server, "Emergency fund")
    return server


def add_goal(cluster: Cluster, name: str) -> None:
    with psycopg.connect(cluster.urls().libpq(Role.APPLICATION)) as db:
        db.execute("SELECT set_config('app.household_id', '7', true)")
        db.execute("INSERT INTO goals VALUES (7, %s)", [name])


def goals(cluster: Cluster) -> list[str]:
    """What the application sees for household 7."""
    with psycopg.connect(cluster.urls().libpq(Role.APPLICATION)) as db:
        db.execute("SELECT set_config('app.household_id', '7', true)")
        return [name for (name,) in db.execute("SELECT name FROM goals ORDER BY name")]


def save(cluster: Cluster, file: Path) -> int:
    return backup.dump(cluster.urls().libpq(Role.SUPERUSER), file, {})


def test_a_restore_brings_back_rows_owner_rights_and_policies(filled: Cluster, tmp_path: Path) -> None:
    save(filled, tmp_path / "mingus.backup")
    add_goal(filled, "Added later")
    assert backup.restore(filled, tmp_path / "mingus.backup", replace=True) is True
    assert goals(filled) == ["Emergency fund"]
    with psycopg.connect(filled.urls().libpq(Role.APPLICATION)) as db:
        assert db.execute("SELECT * FROM goals").fetchall() == []  # no household set, no rows
        assert db.execute("SELECT tableowner FROM pg_tables WHERE tablename = 'goals'").fetchone() == ("mingus_owner",)
        db.execute("CREATE TEMPORARY TABLE bulk (row int)")


def test_a_backup_is_private_and_whole(filled: Cluster, tmp_path: Path) -> None:
    size_bytes = save(filled, tmp_path / "mingus.backup")
    assert size_bytes == (tmp_path / "mingus.backup").stat().st_size > 0
    assert stat.S_IMODE((tmp_path / "mingus.backup").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["mingus.backup"]


def test_a_backup_that_fails_keeps_the_one_before(filled: Cluster, tmp_path: Path) -> None:
    save(filled, tmp_path / "mingus.backup")
    before = (tmp_path / "mingus.backup").read_bytes()
    with pytest.raises(ConfigurationError, match="row-level security"):  # the application may not see everything
        backup.dump(filled.urls().libpq(Role.READ_ONLY), tmp_path / "mingus.backup", {})
    assert (tmp_path / "mingus.backup").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["mingus.backup"]


def test_data_are_replaced_only_when_asked(filled: Cluster, tmp_path: Path) -> None:
    save(filled, tmp_path / "mingus.backup")
    add_goal(filled, "Added later")
    with pytest.raises(Refused, match="Use --replace"):
        backup.restore(filled, tmp_path / "mingus.backup", replace=False)
    assert goals(filled) == ["Added later", "Emergency fund"]


def test_an_empty_database_takes_a_backup_without_asking(filled: Cluster, open_folder: Path, tmp_path: Path) -> None:
    save(filled, tmp_path / "mingus.backup")
    other = Cluster(open_folder / "other", durable=False)
    other.start()
    try:
        assert backup.restore(other, tmp_path / "mingus.backup", replace=False) is False
        assert goals(other) == ["Emergency fund"]
    finally:
        other.stop()


@pytest.mark.parametrize("damage", ["cut", "not a backup", "empty", "missing"])
def test_a_bad_file_is_refused_and_the_data_stay(filled: Cluster, tmp_path: Path, damage: str) -> None:
    file = tmp_path / "mingus.backup"
    size_bytes = save(filled, file)
    if damage == "cut":
        file.write_bytes(file.read_bytes()[: size_bytes // 2])
    elif damage == "missing":
        file.unlink()
    else:
        file.write_text("Date,Amount\n" if damage == "not a backup" else "")
    with pytest.raises(BadFile) as refusal:
        backup.restore(filled, file, replace=True)
    assert refusal.value.exit_code == 65
    assert str(file) in str(refusal.value)
    assert goals(filled) == ["Emergency fund"]


def test_a_backup_that_does_not_fit_this_server_changes_nothing(filled: Cluster, tmp_path: Path) -> None:
    with psycopg.connect(filled.urls("postgres").libpq(Role.SUPERUSER), autocommit=True) as db:
        db.execute("CREATE ROLE stranger")
        db.execute("DROP DATABASE IF EXISTS foreign_one")
        db.execute("CREATE DATABASE foreign_one")
    with psycopg.connect(filled.urls("foreign_one").libpq(Role.SUPERUSER)) as db:
        db.execute("CREATE TABLE theirs (id int); GRANT SELECT ON theirs TO stranger")
    backup.dump(filled.urls("foreign_one").libpq(Role.SUPERUSER), tmp_path / "theirs.backup", {})
    with psycopg.connect(filled.urls("foreign_one").libpq(Role.SUPERUSER), autocommit=True) as db:
        db.execute("REVOKE ALL ON theirs FROM stranger; DROP ROLE stranger")
    with pytest.raises(BadFile, match="stranger"):
        backup.restore(filled, tmp_path / "theirs.backup", replace=True)
    assert goals(filled) == ["Emergency fund"]
    with psycopg.connect(filled.urls("postgres").libpq(Role.SUPERUSER)) as db:
        names = {name for (name,) in db.execute("SELECT datname FROM pg_database")}
    assert backup.UNFINISHED not in names
