from dataclasses import replace

import pytest

from mingus.assessments.wages import words
from mingus.assessments.wages.rules import CAP_MINOR, Wage, compare
from tests.assessments.wages.test_rules import ANALYSTS, NOTHING

NATION = replace(ANALYSTS, area="US", area_kind="nation", area_name="United States")
CAPPED = replace(ANALYSTS, p75_minor=200_000_00, p90_minor=CAP_MINOR)


@pytest.mark.parametrize(
    ("salary_minor", "said"),
    [
        (50_000_00, "$50,000 is below the 10th percentile for this occupation in the state of Georgia."),
        (70_000_00, "$70,000 is at about the 17th percentile for this occupation in the state of Georgia."),
        (80_000_00, "$80,000 is at the 25th percentile for this occupation in the state of Georgia."),
        (200_000_00, "$200,000 is above the 90th percentile for this occupation in the state of Georgia."),
    ],
)
def test_the_standing_is_a_sentence(salary_minor: int, said: str) -> None:
    assert words.standing(compare(salary_minor, ANALYSTS)) == said


def test_the_margin_names_what_is_certain() -> None:
    said = words.margin(compare(70_000_00, ANALYSTS))
    assert "between the 10th percentile ($60,000) and the 25th percentile ($80,000)" in said


def test_beyond_the_outermost_points_no_distance_is_made_up() -> None:
    assert "don’t say how far below" in words.margin(compare(50_000_00, ANALYSTS))
    assert "don’t say how far above" in words.margin(compare(200_000_00, ANALYSTS))


def test_what_is_above_the_cap_is_only_called_more_than_it() -> None:
    found = compare(238_000_00, CAPPED)
    assert "above the 75th percentile" in words.standing(found)
    assert "published only as more than $239,200" in words.margin(found)
    assert words.amount(CAPPED.p90_minor) == "more than $239,200"


def test_a_missing_cell_is_not_available() -> None:
    assert words.amount(None) == "not available"
    found = compare(70_000_00, NOTHING)
    assert words.standing(found) == "Wages for Data Scientists in the state of Georgia are not available."
    assert words.against_median(found) == "The median is not available."


@pytest.mark.parametrize(
    ("salary_minor", "said"),
    [(90_000_00, "$10,000 less than"), (100_000_00, "exactly the median"), (100_500_00, "$500 more than")],
)
def test_the_distance_to_the_median_has_a_side(salary_minor: int, said: str) -> None:
    assert said in words.against_median(compare(salary_minor, ANALYSTS))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (NATION, "the United States"),
        (ANALYSTS, "the state of Georgia"),
        (replace(ANALYSTS, area="DC", area_name="District of Columbia"), "District of Columbia"),
        (replace(ANALYSTS, area_kind="metro", area_name="Atlanta, GA"), "the metro area Atlanta, GA"),
    ],
)
def test_an_area_is_called_what_it_is(row: Wage, said: str) -> None:
    assert words.area(row) == said


def test_the_source_has_publisher_document_and_month() -> None:
    said = words.source(ANALYSTS)
    assert said == "U.S. Bureau of Labor Statistics, Occupational Employment and Wage Statistics, May 2025"


@pytest.mark.parametrize(("number", "said"), [(1, "1st"), (11, "11th"), (22, "22nd"), (63, "63rd"), (75, "75th")])
def test_ordinals_are_english(number: int, said: str) -> None:
    assert words.ordinal(number) == said
