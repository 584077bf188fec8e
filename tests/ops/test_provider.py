"""Every command finds a database: the one that is named, or that of its home, started for as long as it works."""

import os
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from mingus.core import migrate, settings
from mingus.ops import provider, secrets
from mingus.ops.postgres import Cluster


@pytest.fixture
def environ(open_folder: Path, programs: dict[str, str]) -> dict[str, str]:
    """What a person has in their environment: a home that is not there yet, and nothing else of Mingus."""
    return {"PATH": os.environ["PATH"], **programs, "MINGUS_HOME": str(open_folder / "home")}


def _rows(url: str) -> int:
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        return int(connection.execute(text("SELECT count(*) FROM people")).scalar_one())


def test_a_home_that_has_never_run_gets_everything_it_needs_and_stops_again(environ: dict[str, str]) -> None:
    home = Path(environ["MINGUS_HOME"])
    with provider.complete(environ) as complete:
        found = settings.load(complete)
        migrate.check(found.database_url)
        assert _rows(found.database_url) == 0
        assert found.home == home
        first = {name: complete[name] for name in secrets.NAMES}
    assert Cluster(home).pid is None
    with provider.complete(environ) as complete:
        assert {name: complete[name] for name in secrets.NAMES} == first


def test_a_database_that_runs_already_is_used_and_left_running(environ: dict[str, str]) -> None:
    home = Path(environ["MINGUS_HOME"])
    running = Cluster(home, durable=False, environ=environ)
    running.start()
    try:
        pid = running.pid
        with provider.complete(environ) as complete:
            migrate.check(complete["DATABASE_URL"])
        assert running.pid == pid is not None
    finally:
        running.stop(anyones=True)


def test_a_named_database_is_taken_as_it_is_and_none_is_started(environ: dict[str, str]) -> None:
    named = {**environ, "DATABASE_URL": "postgresql://somewhere.example/else"}
    with provider.complete(named) as complete:
        assert complete["DATABASE_URL"] == "postgresql://somewhere.example/else"
        assert all(complete[name] for name in secrets.NAMES)
    assert not Cluster(Path(environ["MINGUS_HOME"])).layout.data.exists()


def test_a_command_that_fails_leaves_no_server_behind(environ: dict[str, str]) -> None:
    with pytest.raises(ZeroDivisionError), provider.complete(environ):
        raise ZeroDivisionError
    assert Cluster(Path(environ["MINGUS_HOME"])).pid is None
