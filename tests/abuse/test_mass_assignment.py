"""What comes in may set what its model names and nothing else: no owner, no household, no id, no status."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module

import pytest
from pydantic import BaseModel, ValidationError

import mingus
from mingus.core.fields import Incoming
from mingus.core.tenancy import Member
from tests.factories import Browser, Program
from tests.ledger.by_hand import account

FORBIDDEN = (
    "household_id",
    "person_id",
    "id",
    "role",
    "created_at",
    "deleted_at",
    "is_admin",
    "session_version",
    "__class__",
)


def incoming() -> list[type[BaseModel]]:
    """Every model of the application that strangers fill."""
    for module in pkgutil.walk_packages(mingus.__path__, "mingus."):
        if module.name.rpartition(".")[2] not in {"__main__", "wsgi"}:
            import_module(module.name)
    return sorted(_below(Incoming), key=lambda model: f"{model.__module__}.{model.__qualname__}")


def _below(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for child in model.__subclasses__():
        if child.__module__.startswith("mingus."):
            yield child
        yield from _below(child)


MODELS = incoming()


def test_there_are_models_to_look_at() -> None:
    assert len(MODELS) > 15


@pytest.mark.parametrize("model", MODELS, ids=lambda model: f"{model.__module__}.{model.__name__}")
def test_a_model_takes_only_what_it_names(model: type[BaseModel]) -> None:
    assert model.model_config.get("extra") == "forbid"
    assert not set(FORBIDDEN) & set(model.model_fields)
    for name in FORBIDDEN:
        with pytest.raises(ValidationError) as refused:
            model.model_validate({name: "1"})
        assert (name,) in {fault["loc"] for fault in refused.value.errors()}


@pytest.mark.parametrize("name", ["household_id", "private_to", "closed_at", "role"])
def test_a_form_with_a_smuggled_field_changes_nothing(as_alice: Browser, name: str) -> None:
    assert as_alice.post("/accounts", data={"name": "Everyday", "kind": "checking", name: "1"}).status_code == 422
    assert "Everyday" not in as_alice.get("/accounts").text


def test_json_with_a_smuggled_field_names_it(api_alice: Program, alice: Member) -> None:
    account(alice)
    draft = {"amount": "1", "description": "Shop", "transaction_type": "expense", "household_id": "1"}
    answer = api_alice.post("/api/financial/transactions", json=draft)
    assert (answer.status_code, set(answer.get_json()["fields"])) == (422, {"household_id"})
    assert api_alice.patch("/api/user/profile", json={"role": "owner"}).status_code == 422
