"""A home is read as it lies there, and nothing is made in it."""

from pathlib import Path

from mingus.ops import secrets
from mingus.ops.doctor import Patient
from mingus.ops.postgres import Cluster


def test_an_empty_home_stays_empty(tmp_path: Path) -> None:
    someone = Patient(tmp_path, {})
    assert (someone.database_url, someone.layout, someone.lacks_secrets) == ("", None, True)
    assert someone.faults() == []
    assert list(tmp_path.iterdir()) == []


def test_the_homes_own_database_and_secrets_are_found(own_cluster: Cluster) -> None:
    own_cluster.start()
    kept = secrets.with_local({}, own_cluster.home)
    someone = Patient(own_cluster.home, {})
    assert someone.database_url == own_cluster.urls().application.replace("+psycopg", "")
    assert someone.variables["SECRET_KEY"] == kept["SECRET_KEY"]
    assert not someone.lacks_secrets


def test_what_the_environment_says_comes_first(tmp_path: Path) -> None:
    secrets.with_local({}, tmp_path)
    someone = Patient(tmp_path, {"SECRET_KEY": "s" * 40, "DATABASE_URL": "postgresql+psycopg://me@db.example/mingus"})
    assert someone.variables["SECRET_KEY"] == "s" * 40
    assert someone.database_url == "postgresql://me@db.example/mingus"
