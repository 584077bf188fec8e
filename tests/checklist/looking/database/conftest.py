"""Surroundings of a database that a test may break: an empty one, and one in which somebody lives."""

from collections.abc import Callable, Iterator

import pytest

from mingus.checklist.rules import Finding
from mingus.checklist.surroundings import Surroundings
from tests.checklist.conftest import MakeSurroundings
from tests.databases import Scratch
from tests.ops.schema.conftest import Lived, lived
from tests.servers.authority import Authority
from tests.servers.postgres import TlsPostgres, tls_postgres

__all__ = ["lived"]

Look = Callable[[Surroundings], Finding]


@pytest.fixture
def empty(around: MakeSurroundings, scratch_database: Scratch) -> Surroundings:
    """A migrated database in which nobody lives."""
    return around(environ={"DATABASE_URL": scratch_database.app})


@pytest.fixture
def home(around: MakeSurroundings, lived: Lived) -> Surroundings:
    """A database in which a household has something in every table."""
    return around(environ=environment(lived))


@pytest.fixture(scope="package")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="package")
def encrypted(authority: Authority) -> Iterator[TlsPostgres]:
    """A server that takes nobody without TLS."""
    with tls_postgres(authority.issue()) as server:
        yield server


def environment(lived: Lived) -> dict[str, str]:
    key = lived.configuration.field_encryption_key.get_secret_value()
    return {"DATABASE_URL": lived.scratch.app, "FIELD_ENCRYPTION_KEY": key}
