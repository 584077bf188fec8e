import pytest

from mingus.assessments.wages.reading import Fault, left_out, wage
from mingus.assessments.wages.rules import CAP_MINOR
from tests.assessments.wages.publication import METRO, NATION, STATE


def test_a_metros_row_keeps_its_five_digits_and_what_is_missing() -> None:
    found = wage(METRO, 2025)
    assert (found.area, found.area_kind, found.area_name) == ("12060", "metro", METRO["AREA_TITLE"])
    assert (found.employment, found.p50_minor, found.p90_minor) == (41_200, 131_000_00, None)


def test_a_states_row_has_its_postal_code_and_the_cap_where_more_is_said() -> None:
    found = wage(STATE, 2025)
    assert (found.area, found.area_kind, found.p90_minor) == ("GA", "state", CAP_MINOR)


def test_the_nations_row_is_the_nations() -> None:
    assert (wage(NATION, 2025).area, wage(NATION, 2025).area_kind) == ("US", "nation")


@pytest.mark.parametrize(("text", "area"), [("1", "AL"), ("01", "AL"), ("6.0", "CA")])
def test_a_workbook_may_have_taken_the_zero_away(text: str, area: str) -> None:
    assert wage({**STATE, "AREA": text}, 2025).area == area


def test_older_files_fill_metros_with_zeros() -> None:
    assert wage({**METRO, "AREA": "0012060"}, 2019).area == "12060"


def test_a_figure_above_the_cap_is_kept_as_the_cap() -> None:
    assert wage({**METRO, "A_PCT90": "312070"}, 2025).p90_minor == CAP_MINOR


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"O_GROUP": "major"}, "sums of several occupations"),
        ({"AREA_TYPE": "6"}, "areas outside of metros"),
        ({"I_GROUP": "sector"}, "single industries or owners"),
        ({}, ""),
    ],
)
def test_what_is_not_one_occupation_in_a_whole_area_is_left_out(changed: dict[str, str], why: str) -> None:
    assert left_out({**METRO, **changed}) == why


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"AREA_TYPE": "9"}, "AREA_TYPE is “9”"),
        ({"AREA": "Atlanta"}, "AREA is “Atlanta”"),
        ({"AREA": "99999912"}, "AREA is “99999912”"),
        ({"AREA_TYPE": "2", "AREA": "03"}, "no state or territory"),
        ({"OCC_CODE": "151252"}, "OCC_CODE is “151252”"),
        ({"OCC_TITLE": " "}, "OCC_TITLE is empty"),
        ({"A_MEDIAN": "12x"}, "A_MEDIAN is “12x”, neither a whole number"),
        ({"A_MEDIAN": "1e99"}, "A_MEDIAN"),
        ({"A_MEDIAN": "NaN"}, "A_MEDIAN"),
        ({"A_MEDIAN": "-5"}, "A_MEDIAN"),
        ({"A_MEDIAN": "0"}, "no yearly wage"),
        ({"TOT_EMP": "3.5"}, "TOT_EMP is “3.5”"),
        ({"A_PCT25": "70000"}, "do not rise"),
    ],
)
def test_a_wrong_cell_is_named(changed: dict[str, str], said: str) -> None:
    with pytest.raises(Fault, match=said):
        wage({**METRO, **changed}, 2025)
