from datetime import date

from mingus.advice import words
from mingus.advice.models import DECISIONS, REASONS


def test_every_decision_and_every_reason_has_words() -> None:
    assert {*DECISIONS, "open"} == set(words.SAID)
    assert {key for key, _ in words.REASONS} == set(REASONS)
    assert all(words.decided(decision, None, date(2026, 12, 1)) for decision in DECISIONS)


def test_a_reason_and_a_day_are_said() -> None:
    assert words.decided("dismissed", "not_for_me", None) == "You dismissed it: it doesn’t fit my life"
    assert words.decided("snoozed", None, date(2026, 12, 1)) == "You put it off until December 1, 2026"
