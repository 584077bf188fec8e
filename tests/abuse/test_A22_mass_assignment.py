"""A22: what comes in may set what its model names and nothing else: no owner, no household, no id, no status."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module

import pytest
from apiflask import APIFlask
from pydantic import BaseModel, ValidationError

import mingus
from mingus.core.fields import Incoming
from mingus.core.ids import NIL
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from tests.abuse.matrix.calls import calls
from tests.abuse.matrix.home import furnish, snapshot
from tests.factories import Browser, Program, program_of
from tests.ledger.by_hand import account

FORBIDDEN = (
    "household_id",
    "person_id",
    "id",
    "user_id",
    "owner_id",
    "balance",
    "saved_minor",
    "plan",
    "email_verified",
    "email_verified_at",
    "private_to",
    "created_at",
    "deleted_at",
    "is_admin",
    "session_version",
    "__class__",
)

MEANT = {"person_id", "household_id", "role"}
"""What a model may name where naming it is what it is for; who may then set it is the table of permissions."""
MEANING = {"InvitationDraft": {"role"}, "RoleChange": {"role"}, "Whom": {"person_id"}, "Which": {"household_id"}}

OPERATORS = "/api/operator/"
"""Not there for others, whatever they send. That its models name every field is asked above, of all models."""

SMUGGLED = {
    "id": str(NIL), "user_id": str(NIL), "household_id": str(NIL), "is_admin": True, "role": "owner",
    "balance": "1000000", "plan": "professional", "email_verified": True,
}  # fmt: skip


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
    named = (set(FORBIDDEN) | MEANT) & set(model.model_fields)
    assert named == MEANING.get(model.__name__, set())
    for name in {*FORBIDDEN, *MEANT} - named:
        with pytest.raises(ValidationError) as refused:
            model.model_validate({name: "1"})
        assert (name,) in {fault["loc"] for fault in refused.value.errors()}


def test_every_route_of_the_api_refuses_them_and_nothing_changes(app: APIFlask, configuration: Settings) -> None:
    """Each with a body that would do, and one field more."""
    home = furnish(configuration)
    before = snapshot(home)
    program = program_of(app, home.owner)
    tried = 0
    for call in calls(app, home.ids):
        if "json" not in call.body:
            continue
        if call.path.startswith(OPERATORS):
            assert program.open(call.path, method=call.policy.method, json=call.body["json"]).status_code == 404
            continue
        for name, value in SMUGGLED.items():
            if name in call.body["json"]:
                continue
            tried += 1
            body = {**call.body["json"], name: value}
            answer = program.open(call.path, method=call.policy.method, json=body)
            assert (answer.status_code, name in answer.get_json()["fields"]) == (422, True), (call.name, name)
    assert tried > 100
    assert snapshot(home) == before


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
