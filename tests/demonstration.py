"""The demonstration as `mingus run --demo` makes it: made once a process, in a database of its own, and copied.

`demo` is a copy to be changed and removed at will; `looked_at` the original, for tests that change nothing about it.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from mingus.core import db
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.core.waiting import Waiting
from mingus.identity import member_by_email
from mingus.ops.demo import Credentials, household
from mingus.ops.postgres.cluster import Cluster
from mingus.ops.postgres.roles import Urls
from tests.databases import TEMPLATE
from tests.factories import make_member
from tests.process_state import as_it_was

NAME = f"demonstration_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"


@dataclass(frozen=True)
class Demo:
    """The demonstration as a test knows it, and the database it lies in."""

    home: Path
    credentials: Credentials
    member: Member
    urls: Urls


@pytest.fixture(scope="session")
def original(cluster: Cluster, configuration: Settings, tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """Made beside somebody real. Nobody is connected to it, so that it can be copied."""
    urls, home = cluster.clone_database(TEMPLATE, NAME), tmp_path_factory.mktemp("demonstration")
    with as_it_was():
        make_member(configuration.model_copy(update={"database_url": urls.application}), first_name="Nora")
        credentials = household.ensure(home)
        return Demo(home, credentials, member_by_email(credentials.email), urls)


@pytest.fixture
def looked_at(original: Demo, configuration: Settings) -> Iterator[Demo]:
    """The original; the process is connected to it."""
    with _connected(original, configuration):
        yield original


@pytest.fixture
def demo(original: Demo, cluster: Cluster, configuration: Settings, tmp_path: Path) -> Iterator[Demo]:
    """A copy; the process is connected to it."""
    home = shutil.copytree(original.home, tmp_path / "home")
    copy = replace(original, home=home, urls=cluster.clone_database(NAME, f"{NAME}_copy"))
    with _connected(copy, configuration):
        yield copy


@contextmanager
def _connected(demo: Demo, configuration: Settings) -> Iterator[None]:
    with as_it_was():
        db.connect(demo.urls.application, waiting=Waiting.of(configuration))
        yield
