"""What `/api/openapi.json` says beyond the routes: who may, every way a request is refused, the API alone.

Who may and what a refusal can be are read from the policy of each route, so that neither can be forgotten.
"""

import re
from functools import partial
from typing import Any, Final

from apiflask import APIFlask

from mingus.core.policy import SAFE_METHODS, Policy, open_to, policies

PROBLEM: Final = {
    "type": "object",
    "description": "Why a request was refused; `fields` has a sentence for each field at fault.",
    "required": ["type", "title", "status", "code", "detail", "fields", "request_id"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string"},
        "detail": {"type": "string"},
        "fields": {"type": "object", "additionalProperties": {"type": "string"}},
        "request_id": {"type": "string"},
    },
}
REFUSALS: Final = {
    "400": "Not understood: malformed, sent to another host, or a cookie's change without its CSRF token.",
    "401": "Nobody is signed in, or the token or password is not right.",
    "403": "Signed in and not allowed: by role, by scope, or before one more confirmation.",
    "404": "No such thing, or not yours.",
    "409": "It has changed meanwhile, or the same is going on already.",
    "413": "More than is taken here.",
    "415": "A body of a kind that is not taken here.",
    "422": "Understood, and refused: `fields` says why.",
    "429": "Too often. `Retry-After` says how many seconds to wait.",
    "5XX": "Not possible right now. With 503, `Retry-After` says when to try again.",
}
_ALWAYS: Final = frozenset({"400", "429", "5XX"})
_OF_CHANGES: Final = frozenset({"401", "403", "404", "409", "413", "415", "422"})
_OF_THE_SIGNED_IN: Final = frozenset({"401", "403"})
_OF_OPERATORS: Final = frozenset({"404"})  # what is there for them alone is not there for others
_METHODS: Final = frozenset({"get", "put", "post", "patch", "delete"})
_FIRST_ERROR: Final = 400


def install(app: APIFlask) -> None:
    """Have the description of `app` tell the whole truth, in valid OpenAPI."""
    app.spec_processor(partial(_complete, app))
    known_to_all = open_to("anyone", "it says how to talk to Mingus, and nothing of anybody")
    app.view_functions["openapi.spec"] = known_to_all(app.view_functions["openapi.spec"])


def _complete(app: APIFlask, spec: Any) -> Any:
    spec["paths"] = {path: said for path, said in spec["paths"].items() if path.startswith("/api/")}
    spec["tags"] = list({tag["name"]: tag for tag in spec.get("tags", [])}.values())
    _add_components(spec.setdefault("components", {}))
    table = {(_path(one.rule), one.method.lower()): one for one in policies(app)}
    for path, said in spec["paths"].items():
        for method in _METHODS & said.keys():
            _follow(table[path, method], said[method])
    return spec


def _add_components(components: dict[str, Any]) -> None:
    schemas = components.setdefault("schemas", {})
    for name in ("HTTPError", "ValidationError"):
        schemas.pop(name, None)
    schemas["Problem"] = PROBLEM
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    components["responses"] = {status: {"description": words, "content": problem} for status, words in REFUSALS.items()}
    components["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}}


def _path(rule: str) -> str:
    """An address as OpenAPI writes it."""
    return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule)


def _follow(policy: Policy, operation: dict[str, Any]) -> None:
    """Say of an operation what its policy makes of it."""
    said = operation["responses"]
    good = {status: answer for status, answer in said.items() if int(status) < _FIRST_ERROR}
    bad = _refusals(policy) | (said.keys() - good.keys())
    operation["responses"] = good | {status: {"$ref": f"#/components/responses/{status}"} for status in sorted(bad)}
    if "requestBody" in operation:
        operation["requestBody"]["required"] = True
    operation["security"] = [] if policy.who == "anyone" else [{"token": []}]


def _refusals(policy: Policy) -> frozenset[str]:
    changing = _OF_CHANGES if policy.method not in SAFE_METHODS else frozenset()
    others = _OF_OPERATORS if policy.who == "operator" else frozenset()
    return _ALWAYS | changing | others | (frozenset() if policy.who == "anyone" else _OF_THE_SIGNED_IN)
