"""How commands get at the application."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pytest
from sqlalchemy import text

from mingus.core import command, crypto, db
from mingus.core.errors import ConfigurationError
from mingus.core.settings import Settings
from tests.conftest import SECRETS


@pytest.fixture(autouse=True)
def _as_before(configuration: Settings) -> Iterator[None]:
    """A command moves its whole process to its database; the tests after this one want theirs."""
    before = list(command._providers)
    yield
    command._providers[:] = before
    db.connect(configuration.database_url)
    crypto.use(configuration)


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment that says nothing about Mingus."""
    for name in ("DATABASE_URL", "DATABASE_DIRECT_URL", *SECRETS):
        monkeypatch.delenv(name, raising=False)
    command._providers.clear()


def test_a_command_works_with_what_the_environment_names(
    bare: None, configuration: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {**SECRETS, "DATABASE_URL": configuration.database_url}.items():
        monkeypatch.setenv(name, value)
    with command.prepare(), db.transaction(db.GLOBAL, read_only=True) as session:
        assert session.scalar(text("SELECT 1")) == 1


def test_a_provider_fills_in_what_is_missing_for_as_long_as_the_command_works(
    bare: None, configuration: Settings
) -> None:
    log: list[str] = []

    @contextmanager
    def provider(environ: Mapping[str, str]) -> Iterator[Mapping[str, str]]:
        log.append("started")
        yield {**environ, **SECRETS, "DATABASE_URL": configuration.database_url}
        log.append("stopped")

    command.provide(provider)
    with command.prepare() as settings:
        assert settings.database_url == configuration.database_url
        assert log == ["started"]
    assert log == ["started", "stopped"]


def test_without_a_database_a_command_says_what_is_missing(bare: None) -> None:
    assert "DATABASE_URL" not in os.environ
    with pytest.raises(ConfigurationError, match="DATABASE_URL: is not set"), command.prepare():
        pytest.fail("there is nothing to work with")
