from mingus.advice.rules import BY_ID
from tests.advice.numbers import cash, household


def test_a_rule_that_does_not_know_enough_is_not_asked() -> None:
    rule = BY_ID["first-weeks"]
    assert rule.missing(household(**cash(1))) == ()
    assert rule.missing(household(holdings=(), months=())) == ("accounts", "spending")
    assert rule.look(household(months=(), **cash(1))) is None
