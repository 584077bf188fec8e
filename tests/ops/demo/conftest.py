"""What tests of making and removing the demonstration need besides it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from mingus.core import db
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.identity import member_by_email
from mingus.ops.demo import household
from tests.demonstration import Demo
from tests.factories import make_member


def made_in(home: Path) -> Member:
    """Who lives in the demonstration that is made, or made to go on, in the database the process is connected to."""
    return member_by_email(household.ensure(home).email)


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
def books(looked_at: Demo) -> Iterator[Session]:
    """What a look at its books needs."""
    with db.transaction(looked_at.member.household_id, read_only=True) as session:
        yield session
