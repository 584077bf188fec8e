"""Waivers are read from one file, or refused with every fault at once."""

from datetime import date, timedelta

import pytest

from mingus.checklist import waivers
from mingus.checklist.rules import State, failed
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


def test_may_last_a_hundred_and_eighty_days_and_not_one_more(small_tree: MakeTree) -> None:
    last = TODAY + timedelta(days=180)
    longest = GOOD.replace("2026-12-31", f"{last}")
    assert [waiver.expires_on for waiver in waivers.read(small_tree({waivers.PATH: longest}), TODAY)] == [last]
    with pytest.raises(ConfigurationError, match="within 180 days"):
        waivers.read(small_tree({waivers.PATH: longest}), TODAY - timedelta(days=1))


def test_holds_on_its_last_day_and_not_on_the_next() -> None:
    waiver = waivers.Waiver("1.1.1", "operator", "known", TODAY)
    broken = failed("broken", faults=2)
    held = waiver.finding(broken, TODAY)
    assert (held.state, held.figures) == (State.WAIVED, {"faults": 2})
    assert held.detail == "known (operator, until 2026-11-25); without it fail: broken"
    ended = waiver.finding(broken, TODAY + timedelta(days=1))
    assert (ended.state, ended.figures) == (State.FAIL, {"faults": 2})
    assert ended.detail == "broken (waiver of operator ended 2026-11-25)"


@pytest.mark.parametrize("key", ["id", "owner", "reason", "expires"])
def test_each_word_is_needed_and_no_other_is_known(small_tree: MakeTree, key: str) -> None:
    for wrong in (GOOD.replace(f"{key}: ", "name: "), GOOD.replace("}", ", more: x}")):
        with pytest.raises(ConfigurationError, match="exactly id, owner, reason and expires"):
            waivers.read(small_tree({waivers.PATH: wrong}), TODAY)


@pytest.mark.parametrize(("word", "name"), [("1.1.1", "id"), ("operator", "owner"), ("known", "reason")])
def test_words_must_be_words(small_tree: MakeTree, word: str, name: str) -> None:
    for wrong in ("' '", "12"):
        with pytest.raises(ConfigurationError, match=f"{name} must be words"):
            waivers.read(small_tree({waivers.PATH: GOOD.replace(word, wrong)}), TODAY)
