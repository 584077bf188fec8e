"""What `/api/openapi.json` says beyond the routes: one shape for every error, how to sign in, the API alone."""

from typing import Any, Final

from apiflask import APIFlask

from mingus.core.policy import open_to

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
_ERROR: Final = {
    "description": "Refused",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
_METHODS: Final = frozenset({"get", "put", "post", "patch", "delete"})
_FIRST_ERROR: Final = 400


def install(app: APIFlask) -> None:
    """Have the description of `app` tell the whole truth, in valid OpenAPI."""
    app.spec_processor(_complete)
    known_to_all = open_to("anyone", "it says how to talk to Mingus, and nothing of anybody")
    app.view_functions["openapi.spec"] = known_to_all(app.view_functions["openapi.spec"])


def _complete(spec: Any) -> Any:
    spec["paths"] = {path: said for path, said in spec["paths"].items() if path.startswith("/api/")}
    spec["tags"] = list({tag["name"]: tag for tag in spec.get("tags", [])}.values())
    components = spec.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    for name in ("HTTPError", "ValidationError"):
        schemas.pop(name, None)
    schemas["Problem"] = PROBLEM
    components["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}}
    spec["security"] = [{"token": []}, {}]
    for said in spec["paths"].values():
        for method in _METHODS & said.keys():
            said[method]["responses"] = _responses(said[method]["responses"])
    return spec


def _responses(said: dict[str, Any]) -> dict[str, Any]:
    good = {status: answer for status, answer in said.items() if int(status) < _FIRST_ERROR}
    bad = {status: {**_ERROR, "description": said[status]["description"]} for status in said.keys() - good.keys()}
    return good | dict(sorted(bad.items())) | {"default": _ERROR}
