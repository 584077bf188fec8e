"""Committed answers give committed results, for every definition: a change of the engine can't pass unseen.

A new version of a definition gets rows of its own; the rows of old versions stay.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from mingus.assessments.rules.answering import clean
from mingus.assessments.rules.exploring import NO_LISTS
from mingus.assessments.rules.scoring import score
from mingus.assessments.service import definitions

GOLDEN: dict[str, list[dict[str, Any]]] = json.loads((Path(__file__).parent / "golden.json").read_text())
ROWS = [(name, place) for name, rows in GOLDEN.items() for place in range(len(rows))]


@pytest.mark.parametrize(("name", "place"), ROWS)
def test_the_same_answers_give_the_same_result_for_ever(name: str, place: int) -> None:
    slug, _, version = name.partition("@")
    definition = definitions.at(slug, int(version))
    assert definition is not None, "texts that results name are kept"
    row = GOLDEN[name][place]
    said = {key: clean(_question(definition, key), value, NO_LISTS) for key, value in row["answers"].items()}
    found = score(definition, said)
    assert (found.score, found.sub_scores, found.band.key) == (row["score"], row["sub_scores"], row["band"])
    assert (found.low, found.high) == (row["low"], row["high"])


def test_every_band_of_every_released_text_has_a_golden_result() -> None:
    for name in definitions.released():
        slug, _, version = name.partition("@")
        definition = definitions.at(slug, int(version))
        assert definition is not None
        if definition.kind == "scored":
            assert [row["band"] for row in GOLDEN[name]] == [band.key for band in definition.bands]


def _question(definition: Any, key: str) -> Any:
    found = definition.question(key)
    assert found is not None
    return found
