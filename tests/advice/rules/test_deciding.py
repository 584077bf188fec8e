from datetime import timedelta
from typing import Any

import pytest

from mingus.advice.rules import BY_ID, deciding
from mingus.advice.rules.deciding import Decided
from mingus.advice.rules.ranking import Found
from mingus.advice.rules.rule import Finding
from tests.advice.numbers import TODAY

MEASURE = 1000


def _is_open(decided: Decided | None, measure: int = MEASURE, **more: Any) -> bool:
    found = Found(BY_ID["bank-fees"], Finding("…", measure))
    return deciding.is_open(found, decided, **{"today": TODAY, "currency": "USD", **more})


def test_what_nobody_decided_is_open() -> None:
    assert _is_open(None)


@pytest.mark.parametrize(("measure", "is_open"), [(999, False), (1249, False), (1250, True)])
def test_a_dismissed_one_comes_back_when_it_has_grown_by_a_quarter(measure: int, *, is_open: bool) -> None:
    assert _is_open(Decided("dismissed", MEASURE, "USD"), measure) is is_open
    assert _is_open(Decided("done", MEASURE, "USD"), measure) is is_open


def test_one_that_was_put_off_comes_back_on_its_day() -> None:
    assert not _is_open(Decided("snoozed", MEASURE, "USD", TODAY + timedelta(days=1)), 10**9)
    assert _is_open(Decided("snoozed", MEASURE, "USD", TODAY))


def test_one_that_somebody_works_on_is_not_suggested_again() -> None:
    assert not _is_open(Decided("accepted", MEASURE, "USD"), 10**9)


def test_a_measure_in_another_currency_says_nothing() -> None:
    assert _is_open(Decided("dismissed", MEASURE, "EUR"), 1)
