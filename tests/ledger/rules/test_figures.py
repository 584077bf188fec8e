"""What counts as income and spending."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from mingus.ledger.rules.figures import Sum, Totals, days_between, savings_rate_percent, spending_minor, totals

MONTH = date(2026, 3, 1)


def line(kind: str | None, in_minor: int, out_minor: int, currency: str = "USD") -> Sum:
    return Sum(MONTH, currency, None, "", kind, in_minor, out_minor)


def test_a_refund_reduces_the_spending_of_its_category() -> None:
    assert spending_minor(line("expense", 300, 1000)) == 700


def test_a_category_above_zero_is_not_spending_but_income() -> None:
    assert spending_minor(line("expense", 1000, 300)) == 0
    assert totals([line("expense", 1000, 300)]) == {"USD": Totals(700, 0)}


def test_unfiled_money_counts_by_its_sign() -> None:
    assert totals([line(None, 1000, 300)]) == {"USD": Totals(1000, 300)}


def test_income_that_was_taken_back_is_less_income_and_no_spending() -> None:
    assert totals([line("income", 1000, 300)]) == {"USD": Totals(700, 0)}


def test_the_savings_rate_is_unknown_without_income() -> None:
    assert savings_rate_percent(Totals(0, 500)) is None
    assert savings_rate_percent(Totals(300, 200)) == Decimal("33.3")
    assert savings_rate_percent(Totals(100, 150)) == Decimal("-50.0")


lines = st.builds(
    line,
    st.sampled_from([None, "income", "expense"]),
    st.integers(0, 10**9),
    st.integers(0, 10**9),
    st.sampled_from(["USD", "EUR"]),
)


@given(st.lists(lines))
def test_income_less_expenses_is_the_sum_of_all_rows(found: list[Sum]) -> None:
    for currency, total in totals(found).items():
        net = sum(one.in_minor - one.out_minor for one in found if one.currency == currency)
        assert total.income_minor - total.expenses_minor == net
        assert total.expenses_minor >= 0


def test_a_year_in_53_points_is_weekly() -> None:
    days = days_between(date(2025, 3, 1), date(2026, 2, 28), 53)
    assert len(days) == 53
    assert {(after - before).days for before, after in pairwise(days)} == {7}
    assert (days[0], days[-1]) == (date(2025, 3, 1), date(2026, 2, 28))


def test_few_days_have_a_point_each() -> None:
    assert days_between(MONTH, date(2026, 3, 3), 50) == [date(2026, 3, day) for day in (1, 2, 3)]
    assert days_between(MONTH, MONTH, 50) == [MONTH]
