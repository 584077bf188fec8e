"""The 95th percentile, of single times and of counts between bounds."""

import pytest
from prometheus_client.samples import Sample

from mingus.checklist.looking import speed
from mingus.checklist.looking.stores import NoAnswer
from mingus.checklist.missing import Missing


@pytest.mark.parametrize(("count", "expected"), [(1, 1), (19, 19), (20, 19), (100, 95), (101, 96)])
def test_of_times_it_is_the_one_that_95_of_a_hundred_keep_to(count: int, expected: int) -> None:
    assert speed.percentile_95([float(number) for number in range(count, 0, -1)]) == expected


def test_of_no_times_there_is_none() -> None:
    with pytest.raises(NoAnswer):
        speed.percentile_95([])


def told(*buckets: tuple[str, int]) -> dict[str, list[Sample]]:
    return {speed.BUCKETS: [Sample(speed.BUCKETS, {"le": bound, "route": "/"}, count) for bound, count in buckets]}


@pytest.mark.parametrize(
    ("buckets", "expected"),
    [
        ((("0.1", 100), ("0.2", 100), ("+Inf", 100)), 0.095),
        ((("0.1", 90), ("0.2", 100), ("+Inf", 100)), 0.15),
        ((("0.1", 95), ("0.2", 100), ("+Inf", 100)), 0.1),
        ((("0.1", 50), ("0.2", 60), ("+Inf", 100)), 0.2),
    ],
)
def test_of_counts_it_lies_between_their_bounds(buckets: tuple[tuple[str, int], ...], expected: float) -> None:
    assert speed.percentile_95_inside(told(*buckets)) == pytest.approx(expected)


def test_routes_are_added_up() -> None:
    assert speed.percentile_95_inside(told(("0.1", 90), ("0.1", 10), ("+Inf", 90), ("+Inf", 10))) == pytest.approx(
        0.095
    )


def test_fewer_than_a_hundred_requests_prove_nothing() -> None:
    with pytest.raises(Missing, match="only 99 requests"):
        speed.percentile_95_inside(told(("0.1", 99), ("+Inf", 99)))


def test_without_the_figure_there_is_no_answer() -> None:
    with pytest.raises(NoAnswer, match=speed.BUCKETS):
        speed.percentile_95_inside({})
