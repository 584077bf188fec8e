from mingus.articles.models import library
from mingus.articles.rules import words
from mingus.goals.models import KINDS


def test_every_kind_of_goal_has_an_invitation() -> None:
    assert set(words.GOALS) == set(KINDS) == set(words.GOAL_INVITATIONS)
    assert set(words.ASSESSMENTS) == set(words.ASSESSMENT_INVITATIONS)


def test_the_library_begins_with_what_is_open_to_everybody() -> None:
    places = [words.place_of(phase, level) for level in words.LEVELS for phase in words.PHASES]
    assert places == sorted(places) == list(range(9))
    assert words.topic_name("side-business") == "Side business"


def test_the_tables_know_the_same_phases_and_levels() -> None:
    assert (library.PHASES, library.LEVELS) == (words.PHASES, words.LEVELS)
