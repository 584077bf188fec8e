"""The settings of this process."""

import pytest

from mingus.core import settings
from mingus.core.settings import Settings


def test_a_process_runs_with_what_it_was_given(configuration: Settings) -> None:
    settings.use(configuration)
    assert settings.current() is configuration


@pytest.mark.parametrize("path", ["/login", "/reset-password/x"])
def test_a_link_begins_with_the_public_address(configuration: Settings, path: str) -> None:
    settings.use(configuration.model_copy(update={"public_url": "https://money.example"}))
    assert settings.link(path) == f"https://money.example{path}"
