from mingus.core.money import Money
from mingus.ledger.rules import balances


def test_equal_balances_match() -> None:
    assert balances.agreement(Money(10), Money(10), is_debt=False).sentence == "Matches your bank."


def test_unequal_balances_say_how_far_they_are_apart_and_what_each_is() -> None:
    said = balances.agreement(Money(11230), Money(10000), is_debt=False)
    assert not said.agrees
    assert said.sentence == "$12.30 apart: your bank says $112.30, the transactions here make $100.00."


def test_a_debt_is_said_as_what_is_owed() -> None:
    said = balances.agreement(Money(-5000), Money(-4000), is_debt=True)
    assert said.sentence == "$10.00 apart: your bank says you owe $50.00, the transactions here make you owe $40.00."
    assert balances.turned(Money(5000), is_debt=True) == Money(-5000)
