"""The whole application, put together or refused before it answers anybody."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from apiflask import APIFlask

from mingus import app as assembly
from mingus.app import create_app
from mingus.core import assets, crypto, db
from mingus.core.errors import ConfigurationError
from mingus.core.settings import Settings
from tests.conftest import SECRETS

ROOT = Path(__file__).parents[1]
OTHER_KEY = "z" * 32


def served(environ: dict[str, str], root: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """What happens when gunicorn imports the web entrance."""
    command = [sys.executable, "-c", "import mingus.wsgi"]
    environ = {**os.environ, **SECRETS, **environ}
    return subprocess.run(command, cwd=root, env=environ, capture_output=True, text=True, check=False, timeout=60)


def refused(ran: subprocess.CompletedProcess[str]) -> str:
    """The sentence with which it ended."""
    assert ran.returncode == 78, ran.stderr
    assert "Traceback" not in ran.stderr
    return ran.stderr


def test_every_package_has_its_doors_and_no_address_two_views(app: APIFlask) -> None:
    pages = {rule.rule for rule in app.url_map.iter_rules()}
    assert {"/", "/login", "/accounts", "/transactions", "/imports", "/goals", "/api/openapi.json"} <= pages
    own_words = {"GET", "POST", "PUT", "PATCH", "DELETE"}
    taken = [(rule.rule, word) for rule in app.url_map.iter_rules() for word in own_words & (rule.methods or set())]
    assert len(taken) == len(set(taken))
    assert assembly.doors() == [door for door in assembly.doors() if door.name in app.blueprints]


def test_a_wrong_key_is_refused_before_anything_is_sealed_with_it(app: APIFlask, configuration: Settings) -> None:
    said = refused(served({"DATABASE_URL": configuration.database_url, "FIELD_ENCRYPTION_KEY": OTHER_KEY}))
    assert "FIELD_ENCRYPTION_KEY has id" in said
    assert "Put that key back, or name it in FIELD_ENCRYPTION_KEYS_OLD." in said
    assert OTHER_KEY not in said


def test_a_new_key_is_taken_where_the_old_one_is_named(app: APIFlask, configuration: Settings) -> None:
    old = SECRETS["FIELD_ENCRYPTION_KEY"]
    changed = {"field_encryption_key": OTHER_KEY, "field_encryption_keys_old": old}
    values = configuration.model_dump(by_alias=True) | changed
    try:
        create_app(Settings.model_validate(values))
    finally:
        db.connect(configuration.database_url)
        crypto.use(configuration)


def test_a_front_end_that_is_not_built_is_named_with_the_command(configuration: Settings, tmp_path: Path) -> None:
    unbuilt = tmp_path / "mingus"
    shutil.copytree(ROOT / "mingus", unbuilt, ignore=shutil.ignore_patterns("static", "__pycache__"))
    said = refused(served({"DATABASE_URL": configuration.database_url}, tmp_path))
    assert said == "The front end is not built. Build it with: python -m mingus.core.assets\n"


def test_every_fault_of_the_configuration_is_named_at_once_and_no_value(configuration: Settings) -> None:
    said = refused(served({"DATABASE_URL": "mysql://root:hush@x", "SECRET_KEY": "short-hush", "JWT_SECRET_KEY": ""}))
    for name in ("DATABASE_URL", "SECRET_KEY", "JWT_SECRET_KEY"):
        assert f"  {name}: " in said
    assert "hush" not in said


def test_an_application_without_its_front_end_is_none(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"python -m mingus\.core\.assets"):
        assets.install(APIFlask("empty"), tmp_path)
