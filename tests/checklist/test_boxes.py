"""Every box of the specification has exactly one check, and each is whole."""

import csv
import os
import re
from pathlib import Path

import pytest

from mingus.checklist import catalogue, service
from mingus.checklist.box import Box
from mingus.checklist.boxes import every_box
from mingus.checklist.rules import EVERYWHERE, Kind

EVERY = every_box()


def test_each_of_the_246_ids_has_exactly_one_check_in_the_specifications_order() -> None:
    assert [box.id for box in EVERY] == catalogue.box_ids()


@pytest.mark.parametrize("box", EVERY, ids=lambda box: box.id)
def test_a_box_says_what_it_is_when_it_passes_and_what_to_do(box: Box) -> None:
    assert 8 <= len(box.title) <= 90
    assert box.passes
    assert box.fix
    assert box.parts or box.rolls_up
    assert not (box.all_of and box.any_of)
    assert box.stages


@pytest.mark.parametrize("box", EVERY, ids=lambda box: box.id)
def test_no_two_parts_of_a_box_have_the_same_name(box: Box) -> None:
    names = [part.name for part in box.parts if part.kind not in {Kind.EVIDENCE, Kind.ATTESTATION}]
    asked = [name for name in names if name not in {"what_only_they_know", "what_is_not_there"}]
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize("box", [box for box in EVERY if box.rolls_up], ids=lambda box: box.id)
def test_what_a_box_rolls_up_exists_and_is_not_itself(box: Box) -> None:
    ids = [each.id for each in EVERY]
    for pattern in box.rolls_up:
        assert any(found == pattern or found.startswith(pattern.removesuffix("*")) for found in ids), pattern
    assert box.id not in service.rolled_up(box, ids)


def test_no_box_rolls_up_a_box_that_rolls_it_up() -> None:
    below = {box.id: service.rolled_up(box, catalogue.box_ids()) for box in EVERY}

    def reaches(start: str, seen: tuple[str, ...]) -> None:
        assert start not in seen, f"{' → '.join((*seen, start))} goes in a circle"
        for each in below.get(start, ()):
            reaches(each, (*seen, start))

    for box_id in below:
        reaches(box_id, ())


def test_titles_differ() -> None:
    titles = [box.title for box in EVERY]
    assert len(titles) == len(set(titles))


@pytest.mark.skipif("MINGUS_SPEC" not in os.environ, reason="MINGUS_SPEC does not point to the specification's table")
def test_kinds_stages_and_blockers_are_those_of_the_specification_or_a_reason_is_written() -> None:
    changed = Path(__file__).parents[2].joinpath("docs/checklist.md").read_text()
    with Path(os.environ["MINGUS_SPEC"]).open(newline="") as table:
        rows = {row["id"]: row for row in csv.DictReader(table)}
    unexplained = [box.id for box in EVERY if _differs(box, rows[box.id]) and f"| {box.id} |" not in changed]
    assert unexplained == []


def _differs(box: Box, row: dict[str, str]) -> bool:
    roll_up = "roll-up" in row["kind"]
    wanted = set(re.findall(r"\b[SEDRLOVTA]\b", row["kind"])) | ({"roll-up"} if roll_up else set())
    kinds = {part.kind.value for part in box.parts} | ({"roll-up"} if box.rolls_up else set())
    stages = {stage.value for stage in box.stages}
    return kinds != wanted or stages != set(row["stages"].split()) or box.blocker is not (row["blocker"] == "yes")


def test_a_box_that_names_no_stage_belongs_to_all() -> None:
    assert Box("1.1.1", "anything", passes="x", fix="y").stages == EVERYWHERE
