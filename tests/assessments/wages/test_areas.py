import pytest

from mingus.assessments.wages.areas import METROS, STATES, nearest


@pytest.mark.parametrize(
    ("choice", "found"),
    [
        ("atlanta", ("12060", "GA", "US")),
        ("12060", ("12060", "GA", "US")),
        ("GA", ("GA", "US")),
        ("41860", ("41860", "US")),
        ("US", ("US",)),
        ("", ("US",)),
    ],
)
def test_the_nearest_area_comes_first_and_the_nation_last(choice: str, found: tuple[str, ...]) -> None:
    assert nearest(choice) == found


def test_every_metro_lies_in_a_state_the_publisher_numbers() -> None:
    assert len({metro.code for metro in METROS}) == 10
    assert {metro.state for metro in METROS} <= set(STATES.values())
