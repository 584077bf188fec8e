"""A box says what it checks and what that needs; what it does not say has the usual meaning."""

import pytest

from mingus.checklist.box import NEEDS, Box, Part, configuration, database, live, part_of, redis, static
from mingus.checklist.rules import DEPLOYED, EVERYWHERE, Finding, Kind, passed
from mingus.checklist.surroundings import Surroundings


def look_around(_: Surroundings) -> Finding:
    return passed("fine")


def box(**said: object) -> Box:
    return Box("1.1.1", "A box", passes="always", fix="nothing", **said)  # type: ignore[arg-type]  # the wrong ones are the point


def test_a_part_is_called_like_its_function_and_needs_what_its_kind_needs() -> None:
    part = static(look_around)
    assert part == Part(Kind.STATIC, look_around, "the source tree", EVERYWHERE, seconds=40.0)
    assert part.name == "look_around"


def test_a_part_may_need_something_else_and_belong_to_some_stages() -> None:
    part = part_of(Kind.LIVE, needs="a resolver", stages=DEPLOYED)(look_around)
    assert (part.needs, part.stages) == ("a resolver", DEPLOYED)


@pytest.mark.parametrize(
    ("decorator", "kind"),
    [
        (static, Kind.STATIC),
        (configuration, Kind.CONFIGURATION),
        (database, Kind.DATABASE),
        (redis, Kind.REDIS),
        (live, Kind.LIVE),
    ],
)
def test_each_decorator_is_of_its_kind(decorator: object, kind: Kind) -> None:
    assert callable(decorator)
    assert decorator(look_around).kind is kind


def test_every_kind_says_what_it_needs() -> None:
    assert set(NEEDS) == set(Kind)
    assert all(NEEDS.values())


def test_the_kind_of_a_box_is_that_of_its_parts_each_once() -> None:
    parts = (static(look_around), database(look_around), static(look_around))
    assert box(all_of=parts).kind == "S+D"
    assert box(any_of=parts).kind == "S or D"
    assert box(all_of=parts, rolls_up=("1.2.*",)).kind == "S+D+roll-up"
    assert box(rolls_up=("1.2.*",)).kind == "roll-up"


def test_a_box_has_all_its_parts_and_belongs_everywhere_and_blocks_unless_it_says_so() -> None:
    first, second = static(look_around), live(look_around)
    assert box(all_of=(first,), any_of=(second,)).parts == (first, second)
    assert box().stages == EVERYWHERE
    assert box().blocker is True
