"""A thing is made once, whoever asks."""

import threading

import pytest

from mingus.checklist.looking.memory import Memory


def test_two_that_ask_at_once_get_the_same_thing_made_once() -> None:
    made: list[int] = []
    started = threading.Barrier(4)
    memory = Memory()

    def make() -> list[int]:
        made.append(1)
        return made

    def ask() -> None:
        started.wait()
        memory.recall("thing", make)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [1]


def test_what_could_not_be_made_is_not_tried_again() -> None:
    tries: list[int] = []
    memory = Memory()

    def fail() -> None:
        tries.append(1)
        raise OSError("no")

    for _ in range(3):
        with pytest.raises(OSError, match="no"):
            memory.recall("thing", fail)
    assert tries == [1]
