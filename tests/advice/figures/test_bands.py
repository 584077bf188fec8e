import pytest

from mingus.advice.figures import bands
from mingus.advice.figures.bands import Band
from tests.advice.figures.test_health import _all

EVERY = (bands.SAVINGS, bands.DEBT, bands.RESERVE, bands.UTILISATION, bands.HOUSING, bands.STEADY)


@pytest.mark.parametrize("row", EVERY)
def test_bands_fall_from_the_highest_mark_and_leave_no_value_without_words(row: tuple[Band, ...]) -> None:
    marks = [band.at_least for band in row]
    assert marks == sorted(marks, reverse=True)
    assert marks[-1] <= 0
    assert all(band.says.endswith(".") for band in row)
    assert {band.tone for band in row} <= {"positive", "info", "warning"}


def test_a_figure_says_what_its_number_counts() -> None:
    units = {key: figure.unit for key, figure in _all().items()}
    assert units["emergency-months"] == "tenths of a month"
    assert units["fees-and-interest"] == "minor units"
    assert units["housing-share"] == "basis points"
