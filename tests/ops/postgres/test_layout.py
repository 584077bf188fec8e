"""The folders of a cluster are private to the server's user, however many starts make them at once."""

import os
import stat
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from mingus.core.errors import ConfigurationError
from mingus.ops.postgres.as_root import cluster_folder, service_user
from mingus.ops.postgres.layout import Layout, prepare

STARTS = 4
ROUNDS = 30
REFUSED = r"logs belongs to somebody else or is open to others"


@pytest.fixture
def hasty_threads() -> Iterator[None]:
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


def prepared(home: Path) -> Layout:
    user = service_user()
    return prepare(cluster_folder(home, user), user)


def assert_private(folder: Path) -> None:
    about = folder.stat()
    assert stat.S_IMODE(about.st_mode) == 0o700
    assert about.st_uid == (service_user().uid or os.geteuid())


@pytest.mark.usefixtures("hasty_threads")
def test_starts_at_the_same_moment_get_the_same_private_folders(open_folder: Path) -> None:
    with ThreadPoolExecutor(STARTS) as pool:
        for number in range(ROUNDS):
            together = Barrier(STARTS)

            def start(together: Barrier = together, home: Path = open_folder / str(number)) -> Layout:
                together.wait()
                return prepared(home)

            layouts = {started.result() for started in [pool.submit(start) for _ in range(STARTS)]}
            assert len(layouts) == 1
            assert_private(layouts.pop().logs)


def test_a_start_that_ended_before_it_gave_the_folder_away_stops_no_other(open_folder: Path) -> None:
    logs = prepared(open_folder / "home").logs
    logs.rmdir()
    logs.mkdir(mode=0o700)
    assert_private(prepared(open_folder / "home").logs)


def test_a_folder_others_may_read_is_refused(open_folder: Path) -> None:
    prepared(open_folder / "home").logs.chmod(0o755)
    with pytest.raises(ConfigurationError, match=REFUSED):
        prepared(open_folder / "home")


def test_a_link_in_place_of_the_folder_is_refused_and_not_followed(open_folder: Path) -> None:
    logs = prepared(open_folder / "home").logs
    logs.rmdir()
    other = open_folder / "other"
    other.mkdir(mode=0o700)
    logs.symlink_to(other)
    with pytest.raises(ConfigurationError, match=REFUSED):
        prepared(open_folder / "home")
    assert other.stat().st_uid == os.geteuid()
