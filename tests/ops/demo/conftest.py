"""The demonstration as `mingus run --demo` makes it: one for every test that only looks, fresh ones for the others."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from mingus.core import db
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.identity import member_by_email
from mingus.ops.demo import Credentials, household
from tests.factories import make_member


@dataclass(frozen=True)
class Demo:
    """The demonstration as a test knows it."""

    home: Path
    credentials: Credentials
    member: Member


def made_in(home: Path) -> Demo:
    credentials = household.ensure(home)
    return Demo(home, credentials, member_by_email(credentials.email))


@pytest.fixture
def neighbour(configuration: Settings) -> Member:
    """Somebody real, in the same database."""
    return make_member(configuration, first_name="Nora")


@pytest.fixture
def home(neighbour: Member, tmp_path: Path) -> Iterator[Path]:
    """A home whose demonstration, if a test makes one, is the only one, and gone after it."""
    household.remove(tmp_path)  # what tests of other packages marked in this database
    yield tmp_path
    household.remove(tmp_path)


@pytest.fixture
def demo(home: Path) -> Demo:
    """A fresh demonstration, to be changed and removed at will."""
    return made_in(home)


@pytest.fixture(scope="module")
def looked_at(configuration: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The demonstration of a module that changes nothing about it."""
    make_member(configuration, first_name="Nora")
    home = tmp_path_factory.mktemp("home")
    yield made_in(home)
    household.remove(home)


@pytest.fixture
def books(looked_at: Demo) -> Iterator[Session]:
    """What a look at its books needs."""
    with db.transaction(looked_at.member.household_id, read_only=True) as session:
        yield session
