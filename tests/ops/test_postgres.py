"""The embedded cluster keeps its promises on the oldest and the newest PostgreSQL."""

import os
import signal
import stat
from pathlib import Path

import psycopg
import pytest

from mingus.core.errors import ConfigurationError
from mingus.ops.postgres import Cluster, Role
from mingus.ops.postgres.roles import password_file
from tests.ops.conftest import start_python
from tests.ops.waiting import eventually

pytestmark = pytest.mark.postgres

OWNS_IT = """
import sys, pathlib
from mingus.ops.postgres import Cluster
own_cluster = Cluster(pathlib.Path(sys.argv[1]), durable=False)
own_cluster.start()
print(own_cluster.pid, own_cluster.started_here, flush=True)
sys.stdin.read()
own_cluster.stop()
"""


def write_row(own_cluster: Cluster) -> None:
    with psycopg.connect(own_cluster.urls().libpq(Role.MIGRATION)) as db:
        db.execute("CREATE TABLE IF NOT EXISTS kept (words text)")
        db.execute("INSERT INTO kept VALUES ('still here')")


def rows(own_cluster: Cluster) -> list[tuple[str]]:
    with psycopg.connect(own_cluster.urls().libpq(Role.MIGRATION)) as db:
        return db.execute("SELECT words FROM kept").fetchall()


def test_a_stopped_cluster_starts_again_with_its_rows(own_cluster: Cluster) -> None:
    own_cluster.start()
    write_row(own_cluster)
    own_cluster.stop()
    assert own_cluster.pid is None
    own_cluster.start()
    assert rows(own_cluster) == [("still here",)]


def test_every_role_signs_in_and_only_the_owner_owns_tables(server: Cluster) -> None:
    write_row(server)
    for role in Role:
        with psycopg.connect(server.urls().libpq(role)) as db:
            assert db.execute("SELECT session_user").fetchone() == (role,)
            owner = db.execute("SELECT tableowner FROM pg_tables WHERE tablename = 'kept'").fetchone()
            assert owner == ("mingus_owner",)
    with (
        psycopg.connect(server.urls().libpq(Role.APPLICATION)) as db,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        db.execute("SELECT * FROM kept")


def test_a_wrong_password_is_refused(server: Cluster) -> None:
    url = server.urls().libpq(Role.APPLICATION)
    password = server.urls().passwords[Role.APPLICATION]
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(url.replace(password, "guess"))


def test_nothing_listens_on_the_network(server: Cluster) -> None:
    with psycopg.connect(server.urls().libpq(Role.SUPERUSER)) as db:
        assert db.execute("SHOW listen_addresses").fetchone() == ("",)
    assert stat.S_IMODE(server.layout.socket.stat().st_mode) == 0o700


def test_rows_outlive_a_server_killed_without_warning(own_cluster: Cluster) -> None:
    own_cluster.durable = True
    own_cluster.start()
    write_row(own_cluster)
    killed = own_cluster.pid
    assert killed
    os.kill(killed, signal.SIGKILL)
    assert eventually(lambda: own_cluster.pid is None)
    own_cluster.start()
    assert rows(own_cluster) == [("still here",)]


def test_a_pid_file_left_by_a_crash_does_not_stop_a_start(own_cluster: Cluster) -> None:
    own_cluster.start()
    own_cluster.stop()
    own_cluster.layout.pid_file.write_text(f"{os.getppid()}\n{own_cluster.layout.data}\n")
    own_cluster.start()
    assert own_cluster.pid


def test_the_server_ends_when_its_owner_is_killed(own_cluster: Cluster, programs: dict[str, str]) -> None:
    with start_python(OWNS_IT, programs, str(own_cluster.home)) as owner:
        assert owner.stdout
        pid = int(owner.stdout.readline().split()[0])
        assert own_cluster.pid == pid
        owner.kill()
    assert eventually(lambda: own_cluster.pid is None)


def test_two_that_start_at_once_share_one_server(own_cluster: Cluster, programs: dict[str, str]) -> None:
    starting = [start_python(OWNS_IT, programs, str(own_cluster.home)) for _ in range(2)]
    answers = []
    for process in starting:
        assert process.stdout
        answers.append(process.stdout.readline().split())
    assert all(answers), [process.communicate("")[1] for process in starting]
    assert len({pid for pid, _ in answers}) == 1
    assert sorted(started for _, started in answers) == ["False", "True"]
    for process in starting:
        process.communicate("")
        assert process.returncode == 0
    assert own_cluster.pid is None


def test_a_detached_server_stays_until_somebody_stops_it(own_cluster: Cluster) -> None:
    own_cluster.start(detached=True)
    same = Cluster(own_cluster.home, environ={})
    same.start()
    same.stop()
    assert own_cluster.pid
    same.stop(anyones=True)
    assert own_cluster.pid is None


def test_passwords_are_private_and_stay_the_same(own_cluster: Cluster) -> None:
    first = own_cluster.urls().application
    kept = own_cluster.home / "secrets"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in kept.iterdir()} == {0o600}
    assert Cluster(own_cluster.home).urls().application == first


def test_data_of_another_version_are_refused_in_words(own_cluster: Cluster) -> None:
    own_cluster.start()
    own_cluster.stop()
    named = {"MINGUS_PG_BIN": str(own_cluster.binaries.folder)}
    (own_cluster.layout.data / "PG_VERSION").write_text("16\n")
    with pytest.raises(ConfigurationError, match=r"were written by PostgreSQL 16.*can't read them.*MINGUS_PG_BIN"):
        Cluster(own_cluster.home, environ=named).start()
    assert own_cluster.pid is None


def test_data_choose_the_version_that_wrote_them(own_cluster: Cluster) -> None:
    own_cluster.start()
    wrote = own_cluster.binaries.major
    own_cluster.stop()
    assert Cluster(own_cluster.home, environ={}).binaries.major == wrote


def test_lost_passwords_are_told_before_anything_is_changed(own_cluster: Cluster) -> None:
    own_cluster.start()
    own_cluster.stop()
    kept = password_file(own_cluster.home)
    kept.rename(kept.with_suffix(".lost"))
    with pytest.raises(ConfigurationError, match=r"database\.env is missing"):
        own_cluster.start()
    kept.with_suffix(".lost").rename(kept)
    own_cluster.start()


def test_a_home_with_a_very_long_path_still_gets_a_socket(open_folder: Path) -> None:
    own_cluster = Cluster(open_folder / ("long" * 30), durable=False)
    try:
        own_cluster.start()
        with psycopg.connect(own_cluster.urls().libpq(Role.APPLICATION)) as db:
            assert db.execute("SELECT 1").fetchone() == (1,)
    finally:
        own_cluster.stop()
        own_cluster.layout.socket.rmdir()


def test_a_clone_has_the_rows_of_its_template(server: Cluster) -> None:
    write_row(server)
    clone = server.clone_database("mingus", "copy")
    with psycopg.connect(clone.libpq(Role.MIGRATION)) as db:
        assert db.execute("SELECT words FROM kept").fetchall() == [("still here",)]


def test_only_the_newest_logs_are_kept(own_cluster: Cluster) -> None:
    logs = [own_cluster.layout.logs / f"postgresql-2026010{day}-000000.log" for day in range(1, 9)]
    for log in logs:
        log.write_text("old\n")
    own_cluster.tidy()
    assert sorted(own_cluster.layout.logs.iterdir()) == logs[3:]
