"""Real PostgreSQL for every test: one server a run, one database a test process, cloned from a migrated template.

Tests commit as the application does. Whatever they leave behind is their own people's, so no test sees another's.
MINGUS_PG_BIN chooses the version of PostgreSQL.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import structlog
from apiflask import APIFlask
from hypothesis import settings as hypothesis_settings
from psycopg import sql

from mingus.app import create_app
from mingus.core import db, migrate, settings
from mingus.core.waiting import Waiting
from mingus.ops.postgres.cluster import Cluster
from mingus.ops.postgres.roles import Role, Urls
from tests import in_memory

pytest_plugins = [
    "tests.chromium",
    "tests.databases",
    "tests.fixtures",
    "tests.log_watch",
    "tests.process_state",
    "tests.demonstration",  # after what it imports, whose asserts are to be rewritten
    "tests.servers.redis",
    "tests.statements",
]

SECRETS = {"SECRET_KEY": "a" * 32, "JWT_SECRET_KEY": "b" * 32, "FIELD_ENCRYPTION_KEY": "c" * 32}
TEMPLATE = "mingus_template"
HOME = "MINGUS_TEST_HOME"
CHOOSES_ROUNDS = 160000  # the first version of PostgreSQL that can be told how many

hypothesis_settings.register_profile("mingus", deadline=None)  # no test here is a race against a busy machine
hypothesis_settings.load_profile("mingus")

_started: list[Cluster] = []
_settings: list[settings.Settings] = []


def pytest_configure(config: pytest.Config) -> None:
    """Start the server once, in the process that the workers of a parallel run come from."""
    if hasattr(config, "workerinput") or HOME in os.environ:
        return
    os.environ[HOME] = str(in_memory.new_folder("mingus-tests-"))
    server = Cluster(Path(os.environ[HOME]), durable=False)
    server.start()
    _started.append(server)
    _spare_rounds(server)
    template = _template(server)
    migrate.upgrade(template.migration)


def pytest_unconfigure() -> None:
    """Stop it and leave nothing behind."""
    for server in _started:
        server.stop()
        shutil.rmtree(server.layout.root, ignore_errors=True)
        shutil.rmtree(os.environ.pop(HOME), ignore_errors=True)


@pytest.fixture(autouse=True)
def logs_as_they_were() -> Iterator[None]:
    """A command that a test runs in this process sets the logs for itself; the next test finds them as they were."""
    before = structlog.get_config()
    yield
    structlog.configure(**before)


@pytest.fixture(autouse=True)
def settings_as_they_were() -> None:
    """A test that starts another application in this process leaves that one's settings; the next finds its own."""
    if _settings:
        settings.use(_settings[0])


@pytest.fixture(scope="session")
def cluster() -> Cluster:
    """The server of this run."""
    return Cluster(Path(os.environ[HOME]), durable=False)


@pytest.fixture(scope="session")
def urls(cluster: Cluster) -> Urls:
    """A migrated database of this test process's own."""
    return cluster.clone_database(TEMPLATE, f"test_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}")


@pytest.fixture(scope="session")
def configuration(urls: Urls) -> settings.Settings:
    """The settings a local installation would have, with this process's database."""
    patience = {"DATABASE_POOL_WAIT_SECONDS": "30", "DATABASE_LOCK_TIMEOUT_SECONDS": "60"}  # a busy machine is no fault
    _settings[:] = [settings.load({**SECRETS, **patience, "FLASK_ENV": "testing", "DATABASE_URL": urls.application})]
    settings.use(_settings[0])
    db.connect(urls.application, waiting=Waiting.of(_settings[0]))
    return _settings[0]


@pytest.fixture(scope="session")
def app(configuration: settings.Settings) -> APIFlask:
    """The whole application."""
    return create_app(configuration)


def _spare_rounds(server: Cluster) -> None:
    """Half of what a connection costs are 4,096 rounds over the password, at both ends; one will do here."""
    urls = server.urls("postgres")
    with psycopg.connect(urls.libpq(Role.SUPERUSER), autocommit=True) as connection:
        if connection.info.server_version >= CHOOSES_ROUNDS:
            connection.execute("SET scram_iterations = 1")
            for role, password in urls.passwords.items():
                words = sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(role), sql.Literal(password))
                connection.execute(words)


def _template(server: Cluster) -> Urls:
    return server.clone_database("template0", TEMPLATE)
