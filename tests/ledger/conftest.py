"""Alice's partner, who shares her household; Alice and Bob come from the fixtures of all tests."""

import pytest
from apiflask import APIFlask

from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from tests.factories import Browser, Program, browser_of, make_someone, program_of, share


@pytest.fixture
def partner(configuration: Settings, alice: Member) -> Member:
    """Somebody else in Alice's household."""
    return share(alice, make_someone(configuration, first_name="Paul"), "partner")


@pytest.fixture
def as_partner(app: APIFlask, partner: Member) -> Browser:
    """A browser in which Alice's partner is signed in."""
    return browser_of(app, partner)


@pytest.fixture
def api_partner(app: APIFlask, partner: Member) -> Program:
    """A program with the partner's access token."""
    return program_of(app, partner)
