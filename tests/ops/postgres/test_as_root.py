"""Root's server runs as `nobody`, and nobody's folders are opened for that."""

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from mingus.ops.postgres import Cluster, Role, as_root, binaries
from mingus.ops.postgres.as_root import service_user

pytestmark = pytest.mark.postgres


@pytest.fixture
def closed_home(open_folder: Path) -> Iterator[Path]:
    """A home under a folder that only its owner may enter, as /root is."""
    closed = open_folder / "closed"
    closed.mkdir(mode=0o700)
    home = closed / "home"
    yield home
    elsewhere = (home / "postgres").resolve()
    if elsewhere.is_relative_to(as_root.SHARED_FOLDER):
        shutil.rmtree(elsewhere)


def modes(folder: Path) -> dict[Path, int]:
    return {path: stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.parents)}


def test_a_closed_home_works_and_no_mode_changes(closed_home: Path) -> None:
    before = modes(closed_home.parent)
    cluster = Cluster(closed_home, durable=False)
    cluster.start()
    try:
        with psycopg.connect(cluster.urls().libpq(Role.APPLICATION)) as db:
            assert db.execute("SELECT 1").fetchone() == (1,)
        assert modes(closed_home.parent) == before
        assert (closed_home / "postgres").resolve() == cluster.layout.root
    finally:
        cluster.stop()


def test_a_home_that_moved_keeps_its_cluster(closed_home: Path) -> None:
    first = Cluster(closed_home, durable=False).layout.root
    moved = closed_home.with_name("moved")
    closed_home.rename(moved)
    again = Cluster(moved, durable=False).layout.root
    moved.rename(closed_home)
    assert again.name == first.name or again.parent == moved


def test_the_server_is_not_root(open_folder: Path) -> None:
    cluster = Cluster(open_folder / "home", durable=False)
    cluster.start()
    try:
        assert cluster.layout.data.stat().st_uid == (service_user().uid or os.geteuid()) != 0
    finally:
        cluster.stop()


def test_programs_in_a_closed_folder_are_copied(open_folder: Path) -> None:
    closed = open_folder / "closed"
    closed.mkdir(mode=0o700)
    found = binaries.find({})
    shutil.copytree(found.folder.parent, closed / "package" / "pginstall", symlinks=True)
    libraries = found.folder.parent.parent.parent / as_root.WHEEL_LIBRARIES
    if libraries.is_dir():
        shutil.copytree(libraries, closed / as_root.WHEEL_LIBRARIES)
    environ = {"MINGUS_PG_BIN": str(closed / "package" / "pginstall" / "bin")}
    cluster = Cluster(open_folder / "home", durable=False, environ=environ)
    cluster.start()
    try:
        inside = cluster.binaries.folder.is_relative_to(cluster.layout.root)
        assert inside == (os.geteuid() == 0)
        assert stat.S_IMODE(closed.stat().st_mode) == 0o700
    finally:
        cluster.stop()
