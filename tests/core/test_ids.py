"""Ids that sort as they were made."""

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
