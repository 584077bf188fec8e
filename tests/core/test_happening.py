"""The base of events: what dataclasses promise, without their cost."""

import pytest

from mingus.core.happening import Event, every_kind
from mingus.core.ids import new_id


class BoatLaunched(Event):
    """A boat was launched."""

    name: str
    sails: int


HOME, OTHER, SOMEBODY = new_id(), new_id(), new_id()


def test_it_says_its_facts_in_order_or_by_name() -> None:
    event = BoatLaunched(HOME, SOMEBODY, "Ada", sails=2)
    assert event == BoatLaunched(household_id=HOME, actor_id=SOMEBODY, name="Ada", sails=2)
    assert event.facts == {"name": "Ada", "sails": 2}
    assert repr(event) == f"BoatLaunched(household_id={HOME!r}, actor_id={SOMEBODY!r}, name='Ada', sails=2)"


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ((), {}),
        ((HOME, None, "Ada"), {}),
        ((HOME, None, "Ada", 2, 3), {}),
        ((HOME, None, "Ada"), {"keel": 1}),
        ((HOME, None, "Ada", 2), {"name": "Eve"}),
    ],
)
def test_too_little_too_much_or_something_else_is_refused(said: tuple[object, ...], named: dict[str, object]) -> None:
    with pytest.raises(TypeError, match="BoatLaunched says household_id, actor_id, name, sails"):
        BoatLaunched(*said, **named)  # type: ignore[arg-type]  # the wrong ones are the point


def test_what_happened_stays_as_it_was() -> None:
    event = BoatLaunched(HOME, None, "Ada", 2)
    with pytest.raises(AttributeError, match="stays as it was"):
        event.name = "Eve"  # type: ignore[misc]  # mypy knows it too
    assert event.name == "Ada"


def test_the_same_is_told_in_another_chain() -> None:
    told = BoatLaunched(HOME, SOMEBODY, "Ada", 2).told_in(OTHER)
    assert told == BoatLaunched(OTHER, SOMEBODY, "Ada", 2)


def test_equal_events_count_once_and_others_apart() -> None:
    event = BoatLaunched(HOME, None, "Ada", 2)
    assert len({event, BoatLaunched(HOME, None, "Ada", 2), BoatLaunched(HOME, None, "Ada", 3)}) == 2
    assert event != "BoatLaunched"


def test_every_kind_is_found_whoever_has_loaded_what() -> None:
    names = {kind.__name__ for kind in every_kind()}
    assert {"SignedIn", "FactorAdded", "MembershipChanged", "TermsAccepted", "KeysRotated", "BoatLaunched"} <= names
