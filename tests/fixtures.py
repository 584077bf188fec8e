"""Alice, whose data it is, and Bob, who must never see it: fresh people and households for each test."""

import pytest
from apiflask import APIFlask

from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from tests.factories import Browser, Program, browser_of, make_member, program_of


@pytest.fixture
def alice(configuration: Settings) -> Member:
    """Owner of a household of her own."""
    return make_member(configuration, first_name="Alice")


@pytest.fixture
def bob(configuration: Settings) -> Member:
    """Owner of another household."""
    return make_member(configuration, first_name="Bob")


@pytest.fixture
def as_alice(app: APIFlask, alice: Member) -> Browser:
    """A browser in which Alice is signed in; writes carry her CSRF token by themselves."""
    return browser_of(app, alice)


@pytest.fixture
def as_bob(app: APIFlask, bob: Member) -> Browser:
    """A browser in which Bob is signed in."""
    return browser_of(app, bob)


@pytest.fixture
def api_alice(app: APIFlask, alice: Member) -> Program:
    """A program with Alice's access token."""
    return program_of(app, alice)


@pytest.fixture
def api_bob(app: APIFlask, bob: Member) -> Program:
    """A program with Bob's access token."""
    return program_of(app, bob)
