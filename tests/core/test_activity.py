"""Every event that can happen has words for people."""

from apiflask import APIFlask

from mingus.core.activity import Telling, tellings
from mingus.core.happening import every_kind


def ours() -> set[str]:
    return {event.__name__ for event in every_kind() if event.__module__.startswith("mingus.")}


def test_every_event_is_in_words(app: APIFlask) -> None:
    """Add it to the `activity` module of the package that records it."""
    assert ours() - set(tellings()) == set()


def test_words_are_of_events_that_exist_and_can_be_said(app: APIFlask) -> None:
    assert set(tellings()) - ours() == set()
    for telling in tellings().values():
        for facts in ({}, {"change": "something new"}, {"change": "deleted"}, {"format": "csv"}):
            deed = telling.deed(facts)
            assert deed, telling
            assert deed[0].islower(), telling
            assert not deed.endswith("."), telling


def test_a_link_leads_to_the_thing_itself() -> None:
    telling = Telling("GoalReached", "money", lambda _: "reached a goal", "flag", link="/goals/{goal_id}")
    assert telling.address({"goal_id": "7"}) == "/goals/7"
    assert Telling("X", "money", lambda _: "x", "flag").address({}) == ""
