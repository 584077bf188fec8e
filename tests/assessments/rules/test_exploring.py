"""Trying definitions out: every answer that matters, ways into bands, and distributions."""

from random import Random

from mingus.assessments.rules.answering import missing
from mingus.assessments.rules.definition import Definition
from mingus.assessments.rules.exploring import answers_to, at_random, way_into
from mingus.assessments.rules.simulating import spread
from mingus.assessments.service import definitions


def test_a_number_is_tried_on_both_sides_of_each_step() -> None:
    layoff = definitions.current("layoff-risk")
    years = layoff.question("years_there")
    assert years is not None
    assert answers_to(years, layoff) == [0, 1, 2, 3, 4, 5, 50]


def test_chance_gives_complete_answers_and_the_same_for_the_same_seed() -> None:
    home = definitions.current("home-purchase-readiness")
    found = at_random(home, Random(5))
    assert missing(home, found) == []
    assert found == at_random(home, Random(5))


def test_a_band_that_nobody_can_reach_is_noticed() -> None:
    """The mistake of others: a maximum of 28 and a band at 35."""
    whole = definitions.current("ai-job-risk").model_dump(exclude_none=True)
    for question in whole["questions"]:
        if "options" in question:
            question["options"] = [one | {"points": one["points"] // 2} for one in question["options"]]
    lowered = Definition.model_validate(whole)
    assert way_into(lowered, lowered.bands[-1], Random(1)) is None
    assert way_into(lowered, lowered.bands[0], Random(1)) is not None


def test_a_spread_counts_every_set_of_answers_once() -> None:
    found = spread(definitions.current("layoff-risk"), 300, Random(2))
    assert sum(found.by_ten) == sum(found.bands.values()) == found.count == 300
    assert found.lowest <= found.median <= found.highest
    assert list(found.sub_scores) == ["employer", "role", "landing"]
