"""What a question or a measure may not say."""

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from mingus.assessments.rules.questions import Condition, Measure, Multiple, Number, Scale, Single

OPTIONS = [{"key": "a", "text": "A", "points": 100}, {"key": "b", "text": "B", "points": 0}]
COUNTS = {"section": "s", "weight": 5, "helps": "H.", "costs": "C."}
STEPS = [{"at": 0, "points": 0}, {"at": 10, "points": 100}]
SINGLE = {"key": "q", "kind": "single", "text": "Q", "best": "first", "options": OPTIONS, **COUNTS}
NUMBER = {"key": "q", "kind": "number", "text": "Q", "unit": "years", "most": 50, "best": "more", "steps": STEPS}
MULTIPLE = {"key": "q", "kind": "multiple", "text": "Q", "options": [*OPTIONS[:1], {**OPTIONS[1], "alone": True}]}
MEASURE = {"key": "m", "name": "M", "of": ["a"], "over": ["b"], "times": 10, "best": "more", "when_empty": 0}


@pytest.mark.parametrize(
    ("kind", "said", "why"),
    [
        (Single, SINGLE | {"best": "last"}, "a better answer has fewer points"),
        (Single, SINGLE | {"best": None}, "at which end"),
        (Single, SINGLE | {"listed": "areas"}, "options, or a list"),
        (Single, SINGLE | {"options": [OPTIONS[0], OPTIONS[0]]}, "used twice"),
        (Single, SINGLE | {"options": [OPTIONS[0], OPTIONS[1] | {"points": 100}]}, "same points"),
        (Single, SINGLE | {"options": [OPTIONS[0], OPTIONS[1] | {"points": -5}]}, "0 to 100"),
        (Single, SINGLE | {"section": None}, "a weight needs a section"),
        (Multiple, MULTIPLE | {"options": OPTIONS}, "stands alone"),
        (Multiple, MULTIPLE | {"options": [*OPTIONS[:1], OPTIONS[1] | {"alone": True, "points": 5}]}, "neither adds"),
        (Scale, {"key": "q", "kind": "scale", "text": "Q", "low_words": "L", "high_words": "H"}, "best"),
        (Number, NUMBER, "a weight needs steps"),
        (Number, NUMBER | COUNTS | {"steps": STEPS[::-1]}, "steps rise"),
        (Number, NUMBER | COUNTS | {"best": "less"}, "a better number has fewer points"),
        (Number, NUMBER | COUNTS | {"most": 9}, "a step nobody reaches"),
        (Number, NUMBER | COUNTS | {"least": 5}, "the first step stands at the least"),
        (Measure, MEASURE | COUNTS | {"steps": [{"at": 1, "points": 0}, STEPS[1]]}, "stands at 0"),
        (Measure, MEASURE | COUNTS | {"steps": STEPS, "times": 7}, "Input should be 10 or 100"),
        (Condition, {"question": "q"}, "names answers or a number"),
        (Condition, {"question": "q", "one_of": ["a"], "at_least": 2}, "names answers or a number"),
    ],
)
def test_a_part_that_makes_no_sense_is_refused(kind: type[Any], said: dict[str, Any], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        TypeAdapter(kind).validate_python(said)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (Single, SINGLE),
        (Multiple, MULTIPLE),
        (Number, NUMBER | COUNTS),
        (Measure, MEASURE | COUNTS | {"steps": STEPS}),
        (Condition, {"question": "q", "at_least": 2}),
    ],
)
def test_a_part_that_makes_sense_is_taken(kind: type[Any], said: dict[str, Any]) -> None:
    assert TypeAdapter(kind).validate_python(said)
