"""What holds for every rule: it is complete, it keeps quiet on what it does not know, its words have no holes."""

import re
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

from mingus.advice.figures.inputs import INPUTS
from mingus.advice.figures.numbers import Numbers
from mingus.advice.reading import TITLES
from mingus.advice.rules import RULES, ranking
from mingus.advice.rules.rule import THEME_NAMES, Rule, listed
from mingus.advice.sources import SOURCES
from tests.advice.numbers import TODAY, Case, household, look

HOLES = re.compile(r"[{}]|None|Decimal|Money\(|\bnan\b|  |\.\.|^ | $")
CONTENT = Path(__file__).parents[3] / "mingus" / "articles" / "content"


def _cases() -> list[Case]:
    folder = Path(__file__).parent
    every = [import_module(f"tests.advice.rules.{module.name}") for module in iter_modules([str(folder)])]
    return [case for module in every for case in getattr(module, "CASES", ())]


CASES = {case.rule: case for case in _cases()}


def test_every_rule_has_an_example_a_neighbour_and_an_unknown() -> None:
    assert {rule.id for rule in RULES} == set(CASES)
    assert len(RULES) >= 40


def test_nothing_is_said_to_a_household_nobody_knows_anything_about() -> None:
    assert ranking.found(Numbers(today=TODAY, currency="USD")) == []


def test_nothing_is_said_to_a_household_in_good_order() -> None:
    assert [found.rule.id for found in ranking.found(household())] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_is_complete(rule: Rule) -> None:
    assert set(rule.needs) <= set(INPUTS)
    assert rule.theme in THEME_NAMES
    assert 1 <= len(rule.articles) <= 2
    assert set(rule.articles) <= set(TITLES)
    assert set(rule.sources) <= set(SOURCES)
    for words in (rule.title, rule.because, rule.wrong_when, rule.comes_back, rule.action.words):
        assert words
        assert not HOLES.search(words), words
    assert rule.because.endswith(".")
    assert rule.wrong_when.endswith(".")
    assert not rule.title.endswith(".")
    assert not rule.comes_back.endswith(".")
    assert not rule.action.words.endswith(".")
    assert rule.action.url == "" or rule.action.url.startswith("/")


@pytest.mark.parametrize("case", CASES.values(), ids=lambda case: case.rule)
def test_every_explanation_is_whole_sentences_with_their_own_figures(case: Case) -> None:
    found = look(case.rule, case.fires)
    assert found is not None
    assert not HOLES.search(found.says), found.says
    assert found.says[0] == found.says[0].upper()
    assert found.says.endswith(".")
    assert found.measure > 0
    assert found.stake_minor >= 0


@pytest.mark.parametrize("currency", ["JPY", "KWD", "NGN"])
def test_every_explanation_works_in_other_currencies(currency: str) -> None:
    for case in CASES.values():
        found = look(case.rule, {**case.fires, "currency": currency})
        assert found is None or ("$" not in found.says and not HOLES.search(found.says)), case.rule


def test_every_article_that_is_named_is_one_of_the_library() -> None:
    named = {slug for rule in RULES for slug in rule.articles}
    assert named == set(TITLES)
    written = {path.stem for path in CONTENT.glob("*.md")}
    assert not written or named <= written


def test_names_are_listed_as_people_do() -> None:
    assert listed([]) == ""
    assert listed(["A"]) == "A"
    assert listed(["A", "B", "C"]) == "A, B and C"
    assert listed(["A", "B", "C", "D", "E"]) == "A, B, C and 2 more"
