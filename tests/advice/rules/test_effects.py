from datetime import date

import pytest

from mingus.advice.rules import effects
from mingus.advice.rules.effects import Baseline
from tests.advice.numbers import household, month

IN_AUGUST = date(2026, 8, 20)
FEES = "spent:fees"


def _with_fees(*newest_first: int) -> tuple[object, ...]:
    return tuple(month(back, spent={"fees": fee}) for back, fee in enumerate(newest_first, start=1))


def test_the_usual_month_before_is_the_middle_of_six() -> None:
    numbers = household(months=_with_fees(10, 40, 30, 0, 50, 30, 900, 900))
    assert effects.baseline(numbers, FEES) == Baseline(30_00, 6)
    assert effects.baseline(numbers, "kept") == Baseline(1470_00, 6)


def test_nothing_is_measured_without_a_figure_or_two_months() -> None:
    assert effects.baseline(household(), "") is None
    assert effects.baseline(household(months=(month(1),)), FEES) is None


def test_before_two_full_months_it_is_too_early() -> None:
    numbers = household(months=_with_fees(0, 38, 38, 38))
    found = effects.effect(numbers, FEES, Baseline(38_00, 6), date(2026, 9, 1))
    assert found.monthly_minor is None
    assert found.months_after == 1
    assert "Too early to tell" in found.sentence


def test_what_is_saved_since_is_the_difference_of_the_middle_months() -> None:
    numbers = household(months=_with_fees(0, 3, 38, 38))
    found = effects.effect(numbers, FEES, Baseline(38_00, 6), IN_AUGUST)
    assert found.monthly_minor == 36_50
    assert found.sentence == (
        "You said yes in August. Bank fees & interest took $38.00 in a usual month before (the middle of 6 months) and "
        "$1.50 since (the middle of 2): $36.50 a month saved since. Other things changed in these months too: this is "
        "what your accounts show, and no proof of why."
    )


def test_it_says_so_when_it_became_worse_or_stayed() -> None:
    numbers = household(months=_with_fees(50, 50, 38, 38))
    worse = effects.effect(numbers, FEES, Baseline(38_00, 6), IN_AUGUST)
    assert worse.monthly_minor == -12_00
    assert "$12 a month more since" in worse.sentence
    same = effects.effect(numbers, FEES, Baseline(50_00, 6), IN_AUGUST)
    assert same.monthly_minor == 0
    assert same.sentence.endswith("no change so far.")


@pytest.mark.parametrize(("before", "words"), [(1000_00, "$500 a month more"), (2000_00, "$500 a month less")])
def test_keeping_more_is_better(before: int, words: str) -> None:
    found = effects.effect(household(), "kept", Baseline(before, 6), date(2025, 12, 3))
    assert words in found.sentence
    assert found.sentence.startswith("You said yes in December 2025. You kept")


def test_no_sentence_claims_a_cause() -> None:
    for fees in ((0, 0), (50, 50), (38, 38)):
        said = effects.effect(household(months=_with_fees(*fees, 1)), FEES, Baseline(38_00, 6), IN_AUGUST).sentence
        assert not any(word in said for word in ("because", "thanks to", "due to", "led to"))
