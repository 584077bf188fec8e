"""A sliding minute lets through what it promises, and remembers no more than it may."""

from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingus.core.pacing.rates import Use
from mingus.core.pacing.sliding import Counter, wait

ALICE, BOB = ("person", "alice"), ("person", "bob")


def test_exactly_so_many_go_through_at_once() -> None:
    counter = Counter()
    assert [counter.wait_seconds([Use(ALICE, 3)], 0.0) == 0 for _ in range(5)] == [True, True, True, False, False]
    assert counter.wait_seconds([Use(BOB, 3)], 0.0) == 0


def test_after_the_time_it_names_one_more_goes_through_and_not_before() -> None:
    counter = Counter()
    for _ in range(10):
        counter.wait_seconds([Use(ALICE, 10)], 50.0)
    needed = counter.wait_seconds([Use(ALICE, 10)], 50.0)
    assert isclose(needed, 10 + 6)  # the next minute, and a tenth of it
    assert counter.wait_seconds([Use(ALICE, 10)], 50.0 + needed - 0.1) > 0
    assert counter.wait_seconds([Use(ALICE, 10)], 50.0 + needed + 0.001) == 0


def test_a_minute_later_all_of_it_is_free_again() -> None:
    counter = Counter()
    assert [counter.wait_seconds([Use(ALICE, 2)], 0.0) == 0 for _ in range(3)] == [True, True, False]
    assert [counter.wait_seconds([Use(ALICE, 2)], 150.0) == 0 for _ in range(3)] == [True, True, False]


def test_who_is_refused_for_one_thing_is_counted_for_none() -> None:
    counter = Counter()
    both = [Use(ALICE, 1), Use(BOB, 5)]
    assert counter.wait_seconds(both, 0.0) == 0
    assert all(counter.wait_seconds(both, 0.0) > 0 for _ in range(9))
    assert [counter.wait_seconds([Use(BOB, 5)], 0.0) == 0 for _ in range(5)] == [True] * 4 + [False]


def test_however_many_addresses_ask_the_memory_stays() -> None:
    counter = Counter(max_keys=100)
    for number in range(10_000):
        assert counter.wait_seconds([Use(("network", str(number)), 1)], 0.0) == 0
    assert counter.wait_seconds([Use(("network", "7"), 1)], 0.0) > 0
    assert counter.wait_seconds([Use(("network", "9999"), 1)], 0.0) == 0
    assert len(counter._current) == 100


@given(st.lists(st.floats(0, 20), max_size=60), st.integers(1, 5))
def test_nobody_gets_more_than_the_limit_between_two_strokes_of_the_clock(pauses: list[float], at_most: int) -> None:
    counter, moment, taken = Counter(), 0.0, []
    for pause in pauses:
        moment += pause
        if counter.wait_seconds([Use(ALICE, at_most)], moment) == 0:
            taken.append(moment)
    for begin in range(0, int(moment) + 60, 60):
        assert sum(begin <= at < begin + 60 for at in taken) <= at_most


@pytest.mark.parametrize("passed", [0.0, 0.3, 0.99])
@pytest.mark.parametrize(("before", "current"), [(0, 5), (5, 0), (5, 2), (9, 5), (0, 0)])
def test_the_wait_is_the_shortest_that_is_enough(before: int, current: int, passed: float) -> None:
    at_most = 5
    needed = wait(before, current, at_most, passed)
    if needed == 0:
        assert before * (1 - passed) + current + 1 <= at_most
        return
    assert after(before, current, passed + needed + 1e-6, at_most) == 0
    assert after(before, current, passed + needed * 0.9, at_most) > 0


def after(before: int, current: int, passed: float, at_most: int) -> float:
    """What is to wait at a later moment, perhaps of the next minute, when nobody has asked meanwhile."""
    if passed < 1:
        return wait(before, current, at_most, passed)
    return wait(current, 0, at_most, passed - 1) if passed < 2 else 0.0
