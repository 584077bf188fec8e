"""Waivers are read from one file, or refused with every fault at once."""

from datetime import date

import pytest

from mingus.checklist import waivers
from mingus.core.errors import ConfigurationError
from tests.checklist.conftest import MakeTree

TODAY = date(2026, 11, 25)
GOOD = "- {id: 1.1.1, owner: operator, reason: known, expires: 2026-12-31}\n"


def test_without_the_file_there_are_none(small_tree: MakeTree) -> None:
    assert waivers.read(small_tree({}), TODAY) == []


def test_reads_who_answers_for_what_until_when(small_tree: MakeTree) -> None:
    [waiver] = waivers.read(small_tree({waivers.PATH: GOOD}), TODAY)
    assert waiver == waivers.Waiver("1.1.1", "operator", "known", date(2026, 12, 31))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "not YAML"),
        ("id: 1.1.1", "must be a list"),
        ("- 1.1.1", "exactly id, owner, reason and expires"),
        (GOOD.replace("1.1.1", "99.1.1"), "no box 99.1.1"),
        (GOOD.replace("2026-12-31", "soon"), "must be a date"),
        (GOOD.replace("2026-12-31", "2030-01-01"), "within 180 days"),
        (GOOD.replace("operator", "''"), "owner must be words"),
    ],
)
def test_says_what_is_wrong_with_it(small_tree: MakeTree, text: str, words: str) -> None:
    with pytest.raises(ConfigurationError, match=words):
        waivers.read(small_tree({waivers.PATH: text}), TODAY)


def test_names_every_fault_at_once(small_tree: MakeTree) -> None:
    with pytest.raises(ConfigurationError) as error:
        waivers.read(small_tree({waivers.PATH: GOOD.replace("1.1.1", "x") + GOOD.replace("known", "''")}), TODAY)
    assert "  1. there is no box x" in str(error.value)
    assert "  2. reason must be words" in str(error.value)
