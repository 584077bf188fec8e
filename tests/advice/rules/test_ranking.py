from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from mingus.advice.figures.inputs import INPUTS
from mingus.advice.figures.numbers import Numbers
from mingus.advice.rules import RULES, ranking
from tests.advice.numbers import TODAY, cash, household, owed, paid, said

BUSY = {
    **cash(1000),
    **said(dependents=2),
    "debts": (owed(4000, 2199, 100, name="Blue"), owed(1000, 2899, 35, name="Red")),
    "series": (paid("ATM FEE", "fees", 12_00, 12_00, 12_00),),
    "uncategorized": 50,
    "has_pay_calendar": False,
}


def test_urgent_things_come_first_and_within_them_the_most_money() -> None:
    found = ranking.found(household(**BUSY))
    keys = [(-one.rule.urgency, -one.finding.stake_minor, one.rule.id) for one in found]
    assert keys == sorted(keys)
    assert found[0].rule.id == "card-interest"
    assert {"first-weeks", "bank-fees", "unfiled-transactions"} <= {one.rule.id for one in found}


def test_the_order_does_not_depend_on_the_order_of_the_rows() -> None:
    debts = BUSY["debts"]
    assert isinstance(debts, tuple)
    orders = [
        [(one.rule.id, one.finding.stake_minor) for one in ranking.found(household(**{**BUSY, "debts": each}))]
        for each in permutations(debts)
    ]
    assert orders[0] == orders[1]


def test_without_anything_three_inputs_that_unlock_the_most_are_asked_for() -> None:
    wanted = ranking.wanted(Numbers(today=TODAY, currency="USD"))
    assert len(wanted) == ranking.WANTED
    assert [one.key for one in wanted][:2] == ["accounts", "income"]
    assert len({one.url for one in wanted}) == 3


def test_when_everything_is_known_nothing_is_asked_for() -> None:
    assert ranking.wanted(household()) == []


def test_an_input_that_alone_is_missing_weighs_more_than_one_of_several() -> None:
    wanted = ranking.most_wanted([("debts", "minimums"), ("limits",)])
    assert [one.key for one in wanted] == ["limits", "debts"]
    assert ranking.most_wanted([(), ()]) == []


def test_no_rule_needs_more_than_can_be_shared_out() -> None:
    assert all(ranking.SHARED % max(1, len(rule.needs)) == 0 for rule in RULES)
    assert all(key in INPUTS for rule in RULES for key in rule.needs)


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.integers(1, 100))
def test_what_did_not_grow_never_comes_back(measure: int, before: int, percent: int) -> None:
    grown = ranking.has_grown(measure, before, percent)
    assert not (grown and measure <= before)
    assert not grown or measure * 100 >= before * (100 + percent)
