"""The catalogue has every id of the specification; MINGUS_SPEC points to the specification's own table."""

import csv
import os
from pathlib import Path

import pytest

from mingus.checklist import catalogue


def test_there_are_246_boxes_and_56_groups_that_are_boxes_themselves() -> None:
    ids = catalogue.box_ids()
    assert len(ids) == len(set(ids)) == 246
    assert sum(1 for group in catalogue.groups() if group.title) == 56


def test_every_id_is_in_one_section() -> None:
    assert catalogue.section_of("7.2.1").title == "TLS and headers"
    assert catalogue.section_of("M.2.4").id == "M"
    with pytest.raises(KeyError):
        catalogue.section_of("21.1.1")


def test_knows_its_ids_and_no_others() -> None:
    assert catalogue.is_known("S.8")
    assert not catalogue.is_known("S.9")
    assert not catalogue.is_known("1.1")


@pytest.mark.skipif("MINGUS_SPEC" not in os.environ, reason="MINGUS_SPEC does not point to the specification's table")
def test_the_ids_are_those_of_the_specification() -> None:
    with Path(os.environ["MINGUS_SPEC"]).open(newline="") as table:
        assert catalogue.box_ids() == [row["id"] for row in csv.DictReader(table)]
