"""Ids that sort as they were made."""

import os
from uuid import UUID

from mingus.core.ids import NIL, new_id


def test_an_id_is_a_version_7_of_the_standard_librarys_kind() -> None:
    made = new_id()
    assert type(made) is UUID
    assert (made.version, made.variant) == (7, "specified in RFC 4122")


def test_later_ids_sort_after_earlier_ones_and_none_comes_twice() -> None:
    made = [new_id() for _ in range(10_000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)


def test_nobody_has_the_id_that_stands_for_nothing() -> None:
    assert UUID("00000000-0000-0000-0000-000000000000") == NIL
    assert new_id() > NIL


def test_processes_forked_from_one_make_different_ids() -> None:
    new_id()
    made = [id_of_a_child() for _ in range(20)]
    assert len({found[-12:] for found in made}) == len(made)  # the random end, whatever the clock says


def id_of_a_child() -> str:
    """What a process that was forked from this one makes first."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.write(writing, str(new_id()).encode())
        os._exit(0)
    os.waitpid(child, 0)
    os.close(writing)
    with os.fdopen(reading) as said:
        return said.read()
