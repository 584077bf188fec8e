"""What becomes of a household when one of its people goes."""

from datetime import date

import pytest

from mingus.core.ids import NIL
from mingus.privacy.rules import IN_FORCE_ON, VERSION, fate_of, readme


@pytest.mark.parametrize(
    ("others", "becomes"),
    [
        ([], "erased"),
        (["owner"], "left"),
        (["partner", "owner"], "left"),
        (["partner"], "blocked"),
        (["viewer", "viewer"], "blocked"),
    ],
)
def test_a_household_goes_stays_or_stands_in_the_way(others: list[str], becomes: str) -> None:
    assert fate_of(NIL, "Home", roles_of_others=others).becomes == becomes


def test_the_readme_names_the_household_and_the_day() -> None:
    assert 'household "Home", as of 2026-11-26' in readme(date(2026, 11, 26), "Home")


def test_a_version_is_the_day_it_came_into_force() -> None:
    assert IN_FORCE_ON.isoformat() == VERSION
