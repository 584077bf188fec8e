import re
from datetime import date

import pytest

from mingus.checkins import words
from mingus.checkins.rules.statistics import PAIRS, Pattern, pattern
from mingus.checkins.rules.streaks import Streak
from mingus.core.money import Money

ENDED = date(2026, 11, 16)
CAUSAL = re.compile(
    r"\b(because|cause[sd]?|leads? to|makes? you|due to|thanks to|results? in|effect|affects?|improves?|hurts?)\b"
)
GUILT = re.compile(r"\b(missed|broke|lost|fail(ed)?|should|unfortunately|only)\b", re.IGNORECASE)
ALL = [
    Pattern(first, second, 12, verdict, 0.6, 0.1, 0.9)
    for first, second in PAIRS
    for verdict in ("together", "opposite", "unclear", "constant", "too_few")
]


@pytest.mark.parametrize("found", ALL)
def test_nothing_is_ever_said_to_bring_another_about(found: Pattern) -> None:
    said = f"{words.headline(found)} {words.figures(found)} {words.NOTE}".lower()
    assert not CAUSAL.search(said)


def test_a_pattern_has_its_weeks_and_its_interval() -> None:
    weeks = [{"stress": n, "spent": n * 100} for n in range(1, 11)]
    found = pattern("stress", "spent", weeks)
    assert words.headline(found) == "Weeks with more stress tended to be weeks with more spending."
    assert re.fullmatch(
        r"Over 10 weeks the rank correlation is 1\.00; with 99 % confidence it lies between 0\.\d\d and 1\.00 .*",
        words.figures(found),
    )


def test_a_negative_one_has_a_minus_people_read() -> None:
    said = words.figures(Pattern("mood", "spent", 20, "opposite", -0.7, -0.9, -0.2))
    assert "−0.70" in said
    assert "between −0.90 and −0.20" in said


def test_below_eight_weeks_it_says_how_many_there_are() -> None:
    found = Pattern("sleep", "money_control", 5, "too_few")
    assert words.headline(found) == "Sleep and money control: not enough weeks yet."
    assert words.figures(found).startswith("5 of the 8 weeks")


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Streak(0, 0), ""),
        (Streak(1, 1), "1 week in a row, your longest so far."),
        (Streak(3, 7), "3 weeks in a row. Your longest was 7."),
        (
            Streak(3, 3, date(2026, 11, 16)),
            "3 weeks in a row until tonight: write last week down, and the row goes on.",
        ),
        (Streak(0, 4), "A new row starts with this week. Your longest was 4 weeks."),
    ],
)
def test_a_row_of_weeks_is_told_without_blame(found: Streak, said: str) -> None:
    assert words.streak(found) == said
    assert not GUILT.search(said)


@pytest.mark.parametrize(
    ("amount", "usual", "said"),
    [
        (None, None, "unknown"),
        (41_200, None, "shows after 8 weeks"),
        (41_200, 38_000, "$412.00 went out, $32.00 more than your usual week ($380.00"),
        (38_000, 38_000, "exactly your usual week"),
        (30_000, 38_000, "$80.00 less than"),
    ],
)
def test_what_a_week_cost_is_set_beside_what_is_usual(amount: int | None, usual: int | None, said: str) -> None:
    found = words.spent(None if amount is None else Money(amount), None if usual is None else Money(usual))
    assert said in found
