"""Every route as a call with real ids and a body it takes, so that a new route comes under the matrix by itself."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from apiflask import APIFlask
from flask.testing import FlaskClient
from pydantic import BaseModel
from werkzeug.test import TestResponse

from mingus.core.policy import Policy, policies
from tests.uploads.pictures import GOOD_PDF

FIELDS: Final[dict[str, Any]] = {
    "amount": "1", "target_amount": "900", "description": "Taken over", "transaction_type": "expense",
    "name": "Mine now", "title": "Mine now", "kind": "expense", "decision": "skip", "parts": [], "role": "viewer",
    "email": "mallory@example.com", "first_name": "Mallory", "last_name": "Mine", "terms_accepted": True,
    "password": "five unrelated words of mine", "current_password": "four unrelated blue words",
    "new_password": "six other words of mine", "refresh_token": f"mg_refresh_{'A' * 43}", "token": "A" * 43,
    "contains": "mine now", "encoding": "utf-8", "household_name": "Mine now",
    "time_zone": "Europe/Berlin", "currency": "EUR", "code": "000000", "scopes": ["read"],
    "step": "work", "health_checkin_frequency": "weekly", "choice": "done",
    "rhythm": "weekly", "anchor_on": "2026-11-20", "net_amount": "900", "owed_amount": "900",
    "mood": 7, "percent": 30, "note": "mine now", "is_useful": True, "pending_token": "A" * 43,
    "text": "Mine now", "base_number": 1, "number": 1, "at": "2027-01-01T09:00:00Z",
    "answers": {"picture": "blank"}, "credential": {"id": "mine", "type": "public-key"},
    "status": "unpublished",
}  # fmt: skip
"""What a required field is given; a field that is not here fails the matrix, and gets its line then."""
IDS: Final = {"into_id": "category_id", "out_id": "transaction_id", "in_id": "transaction_id"}
FILE: Final = (GOOD_PDF, "mine-now.pdf")
"""Fields and arguments that take an id of another name."""
FORM: Final = {"name": "Mine now", "title": "Mine now", "amount": "1", "decision": "skip", "role": "viewer",
               "answer": "accept", "email": "mallory@example.com", "status": "paused"}  # fmt: skip


@dataclass(frozen=True)
class Call:
    """One address and method as somebody asks for it; `missing` names what the matrix cannot fill."""

    policy: Policy
    path: str
    body: dict[str, Any]
    has_ids: bool
    missing: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.policy.method} {self.policy.rule}"

    @property
    def changes(self) -> bool:
        return self.policy.method != "GET"

    def by(self, client: FlaskClient) -> TestResponse:
        """The answer that this client gets."""
        body = self.body
        if self.policy.body == "file":
            content, name = FILE
            body = {"data": {**body.get("data", {}), "file": (io.BytesIO(content), name)}}
        return client.open(self.path, method=self.policy.method, **body)


def calls(app: APIFlask, ids: dict[str, Any]) -> Iterator[Call]:
    """Every route of the application, with these ids in its address and its body."""
    arguments = {(rule.rule, method): rule for rule in app.url_map.iter_rules() for method in rule.methods or ()}
    for policy in policies(app):
        rule = arguments[policy.rule, policy.method]
        set_already = dict(rule.defaults or {})
        values = {name: ids.get(IDS.get(name, name)) for name in rule.arguments - set_already.keys()}
        missing = [f"argument {name}" for name, value in values.items() if value is None]
        body, unknown = _body(app, policy, ids)
        filled = {name: "0" if value is None else value for name, value in values.items()} | set_already
        path = policy.rule if missing else app.url_map.bind("localhost").build(rule.endpoint, filled, policy.method)
        has_ids = any(name.endswith("_id") for name in (*rule.arguments, *body.get("json", ())))
        yield Call(policy, path, body, has_ids, (*missing, *unknown))


def _body(app: APIFlask, policy: Policy, ids: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    if policy.method in {"GET", "DELETE"}:
        return {}, []
    if not policy.rule.startswith("/api/"):
        return {"data": {**FORM, **{name: str(value) for name, value in ids.items() if name.endswith("_id")}}}, []
    model = getattr(app.view_functions[policy.endpoint], "_spec", {}).get("body")
    if not (isinstance(model, type) and issubclass(model, BaseModel)):
        return {}, []
    wanted = [name for name, field in model.model_fields.items() if field.is_required()]
    filled = {name: _value(name, ids) for name in wanted or list(model.model_fields)[:1]}
    unknown = [f"field {name} of {model.__name__}" for name, value in filled.items() if value is None]
    return {"json": {name: value for name, value in filled.items() if value is not None}}, unknown


def _value(name: str, ids: dict[str, Any]) -> Any:
    known = ids.get(IDS.get(name, name))
    return str(known) if name.endswith("_id") and known is not None else FIELDS.get(name)
