"""`mingus assessment`: the distribution of a definition, and whether all of them are whole."""

import json

from click.testing import CliRunner

from mingus.assessments.cli import assessment
from mingus.assessments.models import SLUGS


def test_simulating_prints_how_scores_and_bands_are_spread() -> None:
    shown = CliRunner().invoke(assessment, ["simulate", "readiness", "--n", "200"])
    assert shown.exit_code == 0, shown.output
    for said in ("readiness@1", "200 random answers", "90-100", "Finding your footing", "█", "median"):
        assert said in shown.output


def test_what_is_printed_fits_a_terminal_of_eighty_columns() -> None:
    for slug in (slug for slug in SLUGS if slug != "income-comparison"):
        lines = CliRunner().invoke(assessment, ["simulate", slug, "--n", "100"]).stdout.splitlines()
        assert [line for line in lines if len(line) > 80] == []


def test_the_same_seed_gives_the_same_distribution_as_json() -> None:
    runs = [
        CliRunner().invoke(assessment, ["simulate", "layoff-risk", "--n", "150", "--seed", "9", "--json"]).output
        for _ in range(2)
    ]
    assert runs[0] == runs[1]
    said = json.loads(runs[0])
    assert sum(said["bands"].values()) == sum(said["scores"].values()) == said["n"] == 150


def test_every_definition_passes_the_check() -> None:
    checked = CliRunner().invoke(assessment, ["check", "--json"])
    assert checked.exit_code == 0
    assert not any(json.loads(checked.output).values())


def test_an_assessment_that_is_none_is_refused() -> None:
    assert CliRunner().invoke(assessment, ["simulate", "horoscope"]).exit_code == 2
