"""What the loader refuses: required settings that are missing or nonsense, unsafe values, nothing at all.

For whoever must be sure that a wrong environment does not start, without starting one after the other.
"""

from collections.abc import Mapping
from typing import Any, Final

from mingus.core.errors import ConfigurationError
from mingus.core.settings.loading import environment_of, load
from mingus.core.settings.schema import SCHEMA

NONSENSE: Final = "nonsense-5e1f"  # of no setting's shape, and to be found again in no message
UNSAFE: Final = (
    ("DEBUG", "true"),
    ("FLASK_DEBUG", "true"),
    ("DEBUG", "perhaps"),
    ("FLASK_DEBUG", "perhaps"),
    ("JWT_ALGORITHM", "none"),
    ("SESSION_COOKIE_SECURE", "false"),
    ("SESSION_COOKIE_HTTPONLY", "false"),
    ("SESSION_COOKIE_SAMESITE", "Lax"),
)


def refusals(environ: Mapping[str, str]) -> list[dict[str, Any]]:
    """What the loader says when each required setting is taken away, or set to nonsense, one after the other."""
    cases = [
        (name, how, value) for name in _required(environ) for how, value in (("missing", ""), ("malformed", NONSENSE))
    ]
    return [{"name": name, "how": how, **_refusal({**environ, name: value})} for name, how, value in cases]


def unsafe(environ: Mapping[str, str]) -> list[dict[str, Any]]:
    """What it says when one setting at a time is given a value that must not come near money."""
    return [{"name": name, "value": value, **_refusal({**environ, name: value})} for name, value in UNSAFE]


def empty(environ: Mapping[str, str]) -> dict[str, Any]:
    """What it says to the name of the environment alone, and what it should have asked for."""
    required = [name for name in _required(environ) if name != "FLASK_ENV"]
    return {**_refusal({"FLASK_ENV": environment_of(environ)}), "required": required}


def _required(environ: Mapping[str, str]) -> list[str]:
    return [setting.name for setting in SCHEMA if environment_of(environ) in setting.required_in]


def _refusal(environ: Mapping[str, str]) -> dict[str, Any]:
    try:
        load(environ)
    except ConfigurationError as error:
        return {"exit_code": error.exit_code, "words": str(error)}
    return {"exit_code": 0, "words": ""}
