"""The mail of invitations, for the tests of households."""

import pytest

from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from tests.factories import Someone, make_someone, share
from tests.identity.invited import Post


@pytest.fixture
def post() -> Post:
    """Every invitation that is mailed."""
    return Post()


@pytest.fixture
def paul(configuration: Settings) -> Someone:
    """Somebody with an account and a household of his own."""
    return make_someone(configuration, first_name="Paul")


@pytest.fixture
def partner(configuration: Settings, alice: Member) -> Member:
    """A partner in Alice's household."""
    return share(alice, make_someone(configuration, first_name="Pat"), "partner")


@pytest.fixture
def viewer(configuration: Settings, alice: Member) -> Member:
    """A viewer of Alice's household."""
    return share(alice, make_someone(configuration, first_name="Vera"), "viewer")
