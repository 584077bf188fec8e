"""What a definition file may not say, and what every one of ours keeps."""

from typing import Any

import pytest
from pydantic import ValidationError

from mingus.assessments.models import SLUGS
from mingus.assessments.rules.answering import most_asked
from mingus.assessments.rules.definition import PARTS, Definition
from mingus.assessments.service import definitions

EVERY = pytest.mark.parametrize("slug", SLUGS)
COUNTS = {"readiness": 12, "ai-job-risk": 10, "layoff-risk": 9, "income-comparison": 7, "financial-wellness": 10}
COUNTS |= {"money-and-relationships": 8, "tax-readiness": 8}


@EVERY
def test_weights_are_whole_parts_of_a_hundred(slug: str) -> None:
    definition = definitions.current(slug)
    weights = [item.weight for item in definition.scored]
    assert all(isinstance(weight, int) for weight in weights)
    assert sum(weights) == (0 if definition.kind == "comparison" else PARTS)


@EVERY
def test_each_asks_as_many_questions_as_it_promises(slug: str) -> None:
    definition = definitions.current(slug)
    assert most_asked(definition) == COUNTS.get(slug, len(definition.questions))


def test_readiness_has_four_questions_a_phase() -> None:
    asked = [question.section for question in definitions.current("readiness").questions]
    assert {phase: asked.count(phase) for phase in ("be", "do", "have")} == {"be": 4, "do": 4, "have": 4}


def test_a_home_weighs_what_the_facts_say() -> None:
    found = {item.section: item.weight for item in definitions.current("home-purchase-readiness").scored}
    assert found == {"down_payment": 30, "debt": 25, "credit": 20, "income": 15, "reserves": 10}


@EVERY
def test_a_sentence_stands_behind_everything_that_counts(slug: str) -> None:
    for item in definitions.current(slug).scored:
        assert item.helps.endswith(".")
        assert item.costs.endswith(".")


@EVERY
def test_texts_hold_no_dashes_for_thoughts_and_no_exclamation(slug: str) -> None:
    said = definitions.current(slug).model_dump_json()
    assert not {"—", "!", "--"} & set(said)


def test_more_know_how_and_more_pay_in_reserve_never_raise_a_risk() -> None:
    """The mistake of others: more expertise, more risk."""
    for slug, key in (("ai-job-risk", "expertise"), ("ai-job-risk", "decides"), ("ai-job-risk", "learned")):
        question = definitions.current(slug).question(key)
        assert question is not None
        assert question.kind == "single"
        points = {option.key: option.points for option in question.options}
        best = {"expertise": "expert", "decides": "me", "learned": "used"}[key]
        assert points[best] == max(points.values()) == 100
    years = definitions.current("layoff-risk").question("cushion")
    assert years is not None
    assert years.kind == "number"
    assert [step.points for step in years.steps] == sorted(step.points for step in years.steps)


def _with(change: dict[str, Any], slug: str = "readiness") -> dict[str, Any]:
    return definitions.current(slug).model_dump(exclude_none=True) | change


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"extra": 1}, "Extra inputs"),
        ({"bands": [{"key": "a", "at": 5, "name": "A", "text": "A", "tone": "info"}]}, "first band begins at 0"),
        ({"sections": []}, "sections and their questions disagree"),
        ({"version": 1.5}, "valid integer"),
    ],
)
def test_an_inconsistent_definition_is_refused(change: dict[str, Any], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        Definition.model_validate(_with(change))


def _with_question(place: int, change: dict[str, Any]) -> dict[str, Any]:
    whole = _with({})
    whole["questions"] = list(whole["questions"])
    whole["questions"][place] = whole["questions"][place] | change
    return whole


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"weight": 8}, "the weights sum to 99"),
        ({"weight": 9.5}, "valid integer"),
        ({"best": "last"}, "a better answer has fewer points"),
        ({"costs": ""}, "say what it helps and costs"),
        ({"otherwise": 5}, "goes with `only_if`"),
        ({"only_if": [{"question": "later", "one_of": ["x"]}], "otherwise": 0}, "not asked before"),
        ({"sources": ["AI-01"]}, "names a source"),
        ({"key": "surprise"}, "used twice"),
    ],
)
def test_an_inconsistent_question_is_refused(change: dict[str, Any], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        Definition.model_validate(_with_question(0, change))
