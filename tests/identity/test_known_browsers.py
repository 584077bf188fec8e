"""A browser is known for one address, and nobody makes up such a mark."""

import pytest

from mingus.core.settings import Settings
from mingus.identity import known_browsers

KEY = "alice@example.com"


def test_a_mark_is_known_again_for_its_address_alone(configuration: Settings) -> None:
    cookie = known_browsers.mark(configuration, KEY)
    assert known_browsers.number_of(configuration, KEY, cookie) == cookie.partition(".")[0]
    assert known_browsers.number_of(configuration, "bob@example.com", cookie) is None


def test_every_browser_has_a_number_of_its_own(configuration: Settings) -> None:
    assert len({known_browsers.mark(configuration, KEY) for _ in range(20)}) == 20


@pytest.mark.parametrize("cookie", ["", ".", "1", "1.", ".1", "1." + "0" * 32, "é.é", "a" * 5000])
def test_a_made_up_mark_is_none(configuration: Settings, cookie: str) -> None:
    assert known_browsers.number_of(configuration, KEY, cookie) is None
