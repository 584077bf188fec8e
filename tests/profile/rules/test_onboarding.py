"""The order of the first steps, and which one is next."""

from hypothesis import given
from hypothesis import strategies as st

from mingus.profile.rules import STEPS, next_step, position, progress

KEYS = [step.key for step in STEPS]
OUTCOMES = st.dictionaries(st.sampled_from(KEYS), st.sampled_from(["done", "skipped"]))


def test_somebody_new_begins_with_the_first_step() -> None:
    place = progress({})
    assert (place.current, place.number, place.total, place.decided) == (STEPS[0], 1, len(STEPS), 0)


def test_with_everything_decided_there_is_no_step_to_go_on_with() -> None:
    place = progress(dict.fromkeys(KEYS, "skipped"))
    assert (place.current, place.number, place.decided) == (None, len(STEPS), len(STEPS))


def test_a_step_of_an_older_version_does_not_count() -> None:
    assert progress({"astrology": "done"}).decided == 0


@given(OUTCOMES)
def test_going_on_always_ends_where_nothing_is_open(outcomes: dict[str, str]) -> None:
    visited = []
    current = progress(outcomes).current
    while current is not None:
        assert current.key not in visited, "a step comes twice"
        visited.append(current.key)
        outcomes = {**outcomes, current.key: "done"}
        current = next_step(current, outcomes)
    assert set(outcomes) == set(KEYS)


def test_positions_are_counted_from_one() -> None:
    assert [position(step) for step in STEPS] == list(range(1, len(STEPS) + 1))
