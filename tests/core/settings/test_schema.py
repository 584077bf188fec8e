"""The schema says of every setting what documents and checks need, and what it says is so."""

import ast
import re
from collections.abc import Iterator

import pytest
from pydantic import SecretStr

from mingus.core import settings
from mingus.core.settings import ENVIRONMENTS, SCHEMA, Setting, Settings, plain_values
from tests.architecture.sources import modules
from tests.production import COMPLETE


def test_every_setting_of_the_model_is_described_once() -> None:
    assert sorted(setting.field for setting in SCHEMA) == sorted(Settings.model_fields)
    assert len({setting.name for setting in SCHEMA}) == len(SCHEMA)


@pytest.mark.parametrize("setting", SCHEMA, ids=lambda setting: setting.name)
def test_every_setting_says_what_it_means_and_what_it_looks_like(setting: Setting) -> None:
    assert setting.meaning[0].isupper()
    assert setting.meaning.endswith(".")
    assert setting.shape
    assert setting.group
    assert setting.required_in <= set(ENVIRONMENTS)
    assert setting.example


def test_what_hides_itself_is_marked_as_secret() -> None:
    hidden = {name for name, info in Settings.model_fields.items() if info.annotation is SecretStr or not info.repr}
    assert hidden == {setting.field for setting in SCHEMA if setting.secret}


def test_no_secret_is_seen_in_a_print() -> None:
    printed = repr(settings.load(COMPLETE))
    assert not [s.name for s in SCHEMA if s.secret and s.name in COMPLETE and COMPLETE[s.name] in printed]


@pytest.mark.parametrize("setting", [s for s in SCHEMA if s.default], ids=lambda setting: setting.name)
def test_a_default_said_aloud_is_the_default(setting: Setting) -> None:
    secrets = {name: COMPLETE[name] for name in ("SECRET_KEY", "JWT_SECRET_KEY", "FIELD_ENCRYPTION_KEY")}
    environ = {**secrets, "DATABASE_URL": "postgresql://u@h/d"}
    assert settings.load({**environ, setting.name: setting.default}) == settings.load(environ)


@pytest.mark.parametrize("environment", ["staging", "production"])
def test_every_setting_has_a_production_value_or_comes_from_the_environment(environment: str) -> None:
    """A binding: it is a secret, a place, or a company's, which differs from installation to installation."""
    bound = {"FLASK_ENV", "PUBLIC_URL", "MINGUS_HOME", "MINGUS_PG_BIN", "MINGUS_DEBUG", "GIT_SHA", "PORT"}
    bound |= {"OPERATOR_NAME", "OPERATOR_CONTACT", "CLAMD_URL"}
    bound |= {setting.name for setting in SCHEMA if setting.secret or setting.group in {"Mail", "Other companies"}}
    plain = plain_values.read(environment)
    assert {setting.name for setting in SCHEMA} == bound | set(plain) | {
        "SECURITY_CONTACT",
        "EVIDENCE_TRUSTED_KEYS",
        "CORS_ORIGINS",
    }


def test_staging_is_as_production_but_for_the_banks() -> None:
    staging, production = dict(plain_values.read("staging")), dict(plain_values.read("production"))
    assert {name for name, value in production.items() if staging[name] != value} == {"PLAID_ENV"}


def test_nothing_is_read_from_the_environment_that_is_no_setting() -> None:
    """Declare it in mingus/core/settings/groups, so that it is checked and documented."""
    of_the_system = {"XDG_DATA_HOME", "USER"}
    read = {name for _, tree in modules() for name in _read_from_environments(tree)}
    assert not {name for name in read - of_the_system - set(settings.BY_NAME) if not _is_of_a_request(name)}


def _read_from_environments(tree: ast.Module) -> Iterator[str]:
    """X in `environ.get("X")` and `environ["X"]`, whichever environ."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "get"
            and node.args
        ):
            place, key = node.func.value, node.args[0]
        elif isinstance(node, ast.Subscript):
            place, key = node.value, node.slice
        else:
            continue
        named = getattr(place, "attr", getattr(place, "id", ""))
        if named == "environ" and isinstance(key, ast.Constant) and isinstance(key.value, str):
            yield key.value


def _is_of_a_request(name: str) -> bool:
    return name == "PATH_INFO" or re.match(r"HTTP_|REQUEST_|[a-z]", name) is not None
