from hypothesis import given
from hypothesis import strategies as st

from mingus.core.money import Money
from mingus.ledger.rules import splitting

CENTS = st.integers(-(10**9), 10**9)


@given(total=CENTS, parts=st.lists(CENTS, min_size=1, max_size=10))
def test_rebalanced_parts_always_sum_to_the_whole(total: int, parts: list[int]) -> None:
    fresh = splitting.rebalanced(total, parts)
    assert sum(fresh) == total
    assert fresh[: len(parts) - 1] == parts[:-1]


@given(parts=st.lists(CENTS.filter(bool), min_size=2, max_size=10), off=CENTS)
def test_parts_may_stand_exactly_when_they_sum_to_the_whole(parts: list[int], off: int) -> None:
    total = Money(sum(parts) + off)
    assert (splitting.fault(total, [Money(part) for part in parts]) is None) == (off == 0)


def test_what_is_left_or_too_much_is_said_in_words() -> None:
    spent = Money(-3000)
    assert splitting.fault(spent, [Money(-1000), Money(-1500)]) == "$5.00 of $30.00 is not in any part yet."
    assert splitting.fault(spent, [Money(-1000), Money(-2500)]) == "The parts are $5.00 more than $30.00."
