"""The definition files themselves: found, hashed, described by a schema, and never changed once released."""

import csv
import json

import jsonschema
import pytest
import yaml
from apiflask import APIFlask
from werkzeug.exceptions import HTTPException

from mingus.assessments.models import SLUGS
from mingus.assessments.rules import words
from mingus.assessments.rules.questions import NextStep
from mingus.assessments.service import definitions
from mingus.core.errors import NotFound
from mingus.goals import kinds
from tests.architecture.sources import MINGUS


def test_there_is_a_file_for_each_and_no_other() -> None:
    assert {path.stem for path in definitions.FOLDER.glob("*.yaml")} == set(SLUGS)
    assert [definition.slug for definition in definitions.every()] == list(SLUGS)


def test_released_texts_are_as_they_were_released() -> None:
    """A result names the text it was scored by. Changing one needs a new version, and the old file in `older/`."""
    assert definitions.hashes() == definitions.released()


def test_the_committed_schema_is_the_models() -> None:
    assert (definitions.FOLDER / definitions.SCHEMA).read_bytes() == definitions.schema()


@pytest.mark.parametrize("slug", SLUGS)
def test_every_file_fits_the_schema(slug: str) -> None:
    schema = json.loads(definitions.schema())
    jsonschema.validate(yaml.safe_load((definitions.FOLDER / f"{slug}.yaml").read_text()), schema)


def test_what_there_is_not_is_not_found() -> None:
    with pytest.raises(NotFound):
        definitions.current("../readiness")
    assert definitions.at("readiness", 999) is None


def test_a_hash_does_not_depend_on_how_the_file_is_written() -> None:
    readiness = definitions.current("readiness")
    assert definitions.hash_of(readiness).hex() == definitions.released()["readiness@1"]


def test_every_next_step_leads_to_a_goal_or_a_page_of_ours(app: APIFlask) -> None:
    routes = app.url_map.bind("localhost")
    for step in _steps():
        if step.kind == "goal":
            assert step.to in dict(kinds.choices())
        if step.kind == "action":
            try:
                routes.match(words.address(step).partition("?")[0])
            except HTTPException as error:
                raise AssertionError(step.to) from error


def _steps() -> list[NextStep]:
    found: list[NextStep] = []
    for definition in definitions.every():
        for part in (*definition.bands, *definition.sections, *definition.scored):
            found += part.next
    return found


def test_every_article_that_is_named_is_there() -> None:
    """The library lies above and is not imported; its articles are files."""
    written = {path.stem for path in (MINGUS / "articles" / "content").glob("*.md")}
    assert {step.to for step in _steps() if step.kind == "article"} <= written


@pytest.mark.parametrize("slug", SLUGS)
def test_a_figure_is_credited_as_in_the_table_of_facts(slug: str) -> None:
    with (MINGUS / "articles" / "sources.csv").open(newline="", encoding="utf-8") as file:
        facts = {row["id"]: row for row in csv.DictReader(file)}
    for source in definitions.current(slug).sources:
        fact = facts[source.id]
        assert plain(source.publisher) == plain(fact["publisher"])
        assert plain(source.document) in plain(fact["document"])


def plain(words: str) -> str:
    return words.replace("’", "'").replace("–", "-")
