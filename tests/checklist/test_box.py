"""How a box tells what it is made of."""

import pytest

from mingus.checklist.box import NEEDS, Box, configuration, database, live, part_of, redis, static
from mingus.checklist.rules import EVERYWHERE, IN_PRODUCTION, Finding, Kind, passed
from mingus.checklist.surroundings import Surroundings


def a_look(_: Surroundings) -> Finding:
    """Looks."""
    return passed("seen")


def box(**more: object) -> Box:
    return Box("1.1.1", "A title of its own", passes="always", fix="nothing", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (static, Kind.STATIC),
        (configuration, Kind.CONFIGURATION),
        (database, Kind.DATABASE),
        (redis, Kind.REDIS),
        (live, Kind.LIVE),
    ],
)
def test_a_decorator_makes_a_part_of_its_kind(make: object, kind: Kind) -> None:
    part = make(a_look)  # type: ignore[operator]
    assert (part.kind, part.name, part.needs, part.stages) == (kind, "a_look", NEEDS[kind], EVERYWHERE)


def test_a_part_says_its_own_needs_and_stages_where_they_differ() -> None:
    part = part_of(Kind.LIVE, needs="a mailbox", stages=IN_PRODUCTION)(a_look)
    assert (part.needs, part.stages) == ("a mailbox", IN_PRODUCTION)


def test_its_kind_is_that_of_its_parts_in_their_order_and_once() -> None:
    parts = (live(a_look), static(a_look), live(a_look))
    assert box(all_of=parts).kind == "L+S"
    assert box(any_of=parts).kind == "L or S"
    assert box(all_of=parts, rolls_up=("1.2.*",)).kind == "L+S+roll-up"
    assert box(rolls_up=("1.2.*",)).kind == "roll-up"


def test_its_parts_are_those_that_must_and_those_that_may() -> None:
    one, other = static(a_look), live(a_look)
    assert box(all_of=(one,), any_of=(other,)).parts == (one, other)
    assert box().blocker is True
