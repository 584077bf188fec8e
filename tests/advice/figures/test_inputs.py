import pytest

from mingus.advice.figures.inputs import INPUTS, is_known
from mingus.advice.figures.numbers import Numbers
from tests.advice.numbers import TODAY, household, owed


@pytest.mark.parametrize("key", sorted(set(INPUTS) - {"limits"}))
def test_nothing_is_known_of_nobody_and_everything_of_a_household_in_good_order(key: str) -> None:
    assert is_known(household(), key)
    assert not is_known(Numbers(today=TODAY, currency="USD"), key)


def test_without_a_card_no_limit_is_missing() -> None:
    assert is_known(household(holdings=()), "limits")


def test_a_debt_that_is_paid_needs_no_rate() -> None:
    assert is_known(household(debts=(owed(0), owed(5, 100, 1))), "rates")
    assert not is_known(household(debts=(owed(5, None, 1),)), "rates")
