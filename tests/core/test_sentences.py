"""Whatever people send, they are answered in sentences that were written for people."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError
from pydantic_core._pydantic_core import list_all_errors

from mingus import app
from mingus.core import sentences
from mingus.core.fields import Outgoing
from mingus.core.web import field_errors
from tests.factories import Program

assert app.PACKAGES  # every schema is there
NONSENSE: tuple[Any, ...] = (
    None, "", " ", "x" * 5000, "\ud800", "\x00", "none", "1e999", "2026-02-31", "2026-11-03T10:00:00", "-5", 0, -1, 7.5,
    10**30, float("nan"), True, [], {}, ["x"], {"a": "b"}, {1: 2}, b"\xff", datetime(2026, 1, 1, 12, tzinfo=UTC),
)  # fmt: skip
PYDANTICS_WORDS = ("Input", "input", "valid ", "Value error", "instance", "string", "dictionary", "UUID", "{", "Field ")


def incoming(parent: type[BaseModel] = BaseModel) -> Iterator[type[BaseModel]]:
    """Every model of ours that strangers fill."""
    for model in parent.__subclasses__():
        if (
            model.__module__.startswith("mingus")
            and not {"assets", "checklist", "evidence"} & {*model.__module__.split(".")}
            and not issubclass(model, Outgoing)
        ):
            if model.model_config.get("extra") == "forbid":
                yield model
            yield from incoming(model)


def faults(model: type[BaseModel]) -> Iterator[Any]:
    """What each field of a model says to everything that could be sent, and the model to what is none."""
    sent: list[Any] = [{}, {"surprise": "1"}, {1: 2}, [], "x", None]
    sent += [{name: value} for name in model.model_fields for value in NONSENSE]
    for value in sent:
        try:
            model.model_validate(value)
        except ValidationError as error:
            yield error


def test_every_fault_that_a_schema_can_find_has_a_sentence_of_its_own() -> None:
    models = list(incoming())
    assert len(models) > 20
    found = {
        fault["type"]
        for model in models
        for error in faults(model)
        for fault in error.errors(include_url=False, include_input=False)
    }
    assert len(found) > 12
    assert found - sentences._OWN_WORDS - set(sentences._SENTENCES) == set()


@pytest.mark.parametrize("model", incoming(), ids=lambda model: model.__name__)
def test_no_word_of_pydantics_reaches_anybody(model: type[BaseModel]) -> None:
    for error in faults(model):
        for field, said in field_errors(error).items():
            assert said, field
            assert not [word for word in PYDANTICS_WORDS if word in said], f"{field}: {said}"


@pytest.mark.parametrize("model", incoming(), ids=lambda model: model.__name__)
def test_a_fault_is_named_by_the_field_that_was_sent(model: type[BaseModel]) -> None:
    """Not by how pydantic came to it: 'institution', never 'institution.literal['']'."""
    for error in faults(model):
        for field in field_errors(error):
            assert field.partition(".")[0] in {*model.model_fields, "form", "surprise", "1"}
            assert "[" not in field


@pytest.mark.parametrize("kind", sorted(fault["type"] for fault in list_all_errors()))
def test_a_fault_that_no_schema_knows_yet_is_told_in_our_words_too(kind: str) -> None:
    (known,) = [fault for fault in list_all_errors() if fault["type"] == kind]
    context = dict(known.get("example_context") or {}) | {"error": "must be more"}
    said = sentences.sentence({"type": kind, "ctx": context})
    assert not [word for word in PYDANTICS_WORDS if word in said]


def test_programs_are_told_the_same(api_alice: Program) -> None:
    answer = api_alice.post("/api/financial/transactions", json={"amount": "1", "description": 7, "account_id": "x"})
    assert answer.get_json()["fields"] == {
        "description": "Must be a text.",
        "account_id": "Must be the id of something that is there.",
    }
