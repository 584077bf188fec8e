"""A child's log stays small and its death is noticed."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from mingus.ops import children
from mingus.ops.children import Child, Program
from mingus.ops.guard import Guard
from tests.ops.waiting import eventually


@pytest.fixture
def child(tmp_path: Path) -> Iterator[Child]:
    made = Child(Program("worker", [sys.executable, "-c", "print('last words')"], {}), tmp_path, Guard())
    made.start()
    yield made
    made.stop()


def test_a_log_is_cut_before_it_fills_the_disk(child: Child) -> None:
    assert eventually(child.has_died)
    child.log.write_bytes(b"x" * (children.LOG_BYTES + 1))
    child.trim_log()
    assert child.log.stat().st_size == 0
    assert child.log.with_suffix(".log.1").stat().st_size == children.LOG_BYTES + 1


def test_the_last_words_are_kept(child: Child) -> None:
    assert eventually(child.has_died)
    assert child.last_lines() == "last words"


def test_pauses_grow_and_the_fourth_death_in_a_minute_is_final(child: Child) -> None:
    pauses = []
    for _ in range(4):
        assert eventually(child.has_died)
        pauses.append(child.pause_before_restart())
        child.start()
    assert pauses == [0.5, 1.0, 2.0, None]
