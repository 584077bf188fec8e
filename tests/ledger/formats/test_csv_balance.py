from hypothesis import given
from hypothesis import strategies as st

from mingus.ledger.formats.csv_balance import Balance, find_balance


@given(st.lists(st.integers(1, 10**6), min_size=3, unique=True), st.integers(-(10**6), 10**6), st.sampled_from([1, -1]))
def test_running_balances_are_recognised_in_both_directions(amounts: list[int], opening: int, sign: int) -> None:
    balance, rows = opening, []
    for amount in amounts:
        balance += sign * amount
        rows.append((amount, balance))
    assert find_balance(rows) == Balance("oldest_first", sign)
    assert find_balance(rows[::-1]) == Balance("newest_first", sign)


def test_other_columns_are_no_balances() -> None:
    assert find_balance([(100, 5), (200, 7), (300, 11)]) is None
    assert find_balance([(100, 100)]) is None
    assert find_balance([]) is None
