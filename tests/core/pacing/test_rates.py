"""What a route allows, in words."""

import pytest

from mingus.core.pacing.rates import Rates
from mingus.core.policy import Opening, heavy
from mingus.core.settings import Settings

RATES = Rates(person=600, stranger=1200, network=6000, heavy=30)


def view(*, is_for_signed_in: bool = False, is_heavy: bool = False, max_body_bytes: int = 0) -> object:
    def made() -> None:
        """A view."""

    made.is_for_signed_in = is_for_signed_in  # type: ignore[attr-defined]  # functions carry attributes
    made.max_body_bytes = max_body_bytes  # type: ignore[attr-defined]  # functions carry attributes
    return heavy(made) if is_heavy else made


@pytest.mark.parametrize(
    ("one", "opening", "words"),
    [
        (view(is_for_signed_in=True), None, "600 a minute for a person, 6000 from a network"),
        (view(is_for_signed_in=True, is_heavy=True), None, "30 a minute for a person, 6000 from a network"),
        (view(is_for_signed_in=True, max_body_bytes=2**21), None, "30 a minute for a person, 6000 from a network"),
        (view(), Opening("anyone", "people sign in"), "1200 a minute from a network"),
        (view(), Opening("anyone", "people join", limit="9 a day"), "9 a day; 1200 a minute from a network"),
    ],
)
def test_a_route_says_its_own_limit_first(one: object, opening: Opening | None, words: str) -> None:
    assert callable(one)
    assert RATES.words(one, opening) == words


def test_the_numbers_are_settings(configuration: Settings) -> None:
    changed = configuration.model_copy(update={"limit_person_a_minute": 61, "limit_heavy_a_minute": 7})
    assert (Rates.of(changed).person, Rates.of(changed).heavy) == (61, 7)
