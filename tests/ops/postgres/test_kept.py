"""The embedded server is started again after a crash, with its data, or given up with the reason."""

import os
import signal
import threading
import time

import psycopg
import pytest

from mingus.ops.postgres import Cluster, KeptCluster, Role
from tests.ops.waiting import eventually

pytestmark = pytest.mark.postgres

ENDLESS = "SELECT count(*) FROM generate_series(1, 100000000000)"  # busy: notices nothing, not even its server's end


@pytest.fixture
def cluster(own_cluster: Cluster) -> Cluster:
    own_cluster.start()
    return own_cluster


@pytest.fixture
def kept(cluster: Cluster) -> KeptCluster:
    return KeptCluster(cluster)


def kill(cluster: Cluster) -> None:
    assert cluster.pid
    os.kill(cluster.pid, signal.SIGKILL)
    assert eventually(lambda: cluster.pid is None)


def ask(cluster: Cluster, query: str) -> object:
    with psycopg.connect(cluster.urls().libpq(Role.SUPERUSER), autocommit=True) as db:
        db.execute("SET synchronous_commit = on")  # as it is outside of tests
        cursor = db.execute(query)
        return cursor.fetchall() if cursor.description else None


def test_it_comes_back_at_the_same_address_with_its_rows(cluster: Cluster, kept: KeptCluster) -> None:
    before = cluster.urls()
    assert not kept.has_died()
    ask(cluster, "CREATE TABLE proof AS SELECT 7 AS seven")
    kill(cluster)
    assert kept.has_died()
    kept.start()
    assert not kept.has_died()
    assert cluster.urls() == before
    assert ask(cluster, "SELECT seven FROM proof") == [(7,)]


def test_a_busy_backend_of_the_dead_server_does_not_keep_the_new_one_waiting(
    cluster: Cluster, kept: KeptCluster
) -> None:
    busy = psycopg.connect(cluster.urls().libpq(Role.SUPERUSER))
    thread = threading.Thread(target=_end_in_an_error, args=(busy,))
    thread.start()
    watch = "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%generate_series%'"
    assert eventually(lambda: ask(cluster, watch) == [(2,)])
    kill(cluster)
    began_at = time.monotonic()
    kept.start()
    assert not kept.has_died()
    assert time.monotonic() - began_at < 30
    thread.join(10)
    assert not thread.is_alive()


def _end_in_an_error(busy: psycopg.Connection) -> None:
    with pytest.raises(psycopg.OperationalError):
        busy.execute(ENDLESS)


def test_one_that_can_not_start_is_given_up_with_the_reason(cluster: Cluster, kept: KeptCluster) -> None:
    kill(cluster)
    (cluster.layout.data / "global" / "pg_control").rename(cluster.layout.data / "gone")
    pauses = []
    while (pause := kept.pause_before_restart()) is not None:
        pauses.append(pause)
        kept.start()
        assert kept.has_died()
    assert pauses == [0.5, 1.0, 2.0]
    assert "pg_control" in kept.last_lines()
    assert kept.log == cluster.layout.logs


def test_one_that_is_well_again_forgets_its_failed_start(cluster: Cluster, kept: KeptCluster) -> None:
    kill(cluster)
    control = cluster.layout.data / "global" / "pg_control"
    aside = control.rename(cluster.layout.data / "gone")
    kept.start()
    assert kept.has_died()
    aside.rename(control)
    kept.start()
    assert not kept.has_died()
    assert "pg_control" not in kept.last_lines()
