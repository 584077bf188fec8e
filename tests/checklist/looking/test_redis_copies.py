"""What lies in a Redis is judged by what lies there; a local Mingus without one is not judged at all."""

from collections.abc import Callable

import pytest

from mingus.checklist.looking import redis_copies
from mingus.checklist.looking.redis_server import WITHOUT
from mingus.checklist.missing import Missing
from mingus.checklist.rules import Finding, Stage, State
from mingus.checklist.surroundings import Surroundings
from tests.checklist.conftest import MakeSurroundings

LOOKS = (
    redis_copies.copies_of_sessions_end,
    redis_copies.what_is_kept_is_ours_and_ends,
    redis_copies.processes_count_together,
)


@pytest.mark.parametrize("look", LOOKS)
def test_a_local_mingus_needs_none(around: MakeSurroundings, look: Callable[[Surroundings], Finding]) -> None:
    found = look(around(stage=Stage.LOCAL))
    assert (found.state, found.detail) == (State.NOT_APPLICABLE, WITHOUT)


def test_where_nobody_was_there_it_says_what_to_do(around: MakeSurroundings, redis_url: str) -> None:
    with pytest.raises(Missing, match="open a page of Mingus"):
        redis_copies.copies_of_sessions_end(around(environ={"REDIS_URL": redis_url}))


def test_an_empty_one_of_ours_passes(around: MakeSurroundings, redis_url: str) -> None:
    here = around(environ={"REDIS_URL": redis_url})
    assert redis_copies.what_is_kept_is_ours_and_ends(here).state is State.PASS
    assert redis_copies.processes_count_together(here).state is State.PASS
