"""The whole application, put together or refused before it answers anybody."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from mingus import app as assembly
from mingus.app import create_app
from mingus.core import assets, crypto, db
from mingus.core import settings as configurations
from mingus.core.errors import ConfigurationError
from mingus.core.settings import Settings
from mingus.ops import demo
from mingus.ops.postgres.cluster import Cluster
from mingus.ops.postgres.roles import Role, Urls
from tests.conftest import SECRETS
from tests.production import COMPLETE

ROOT = Path(__file__).parents[1]
TLS = "https://mingus.example"
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
    shutil.copytree(ROOT / "mingus", unbuilt, ignore=shutil.ignore_patterns("static", "*.pyc.*"))
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


@pytest.fixture
def own(cluster: Cluster, configuration: Settings) -> Iterator[Urls]:
    """A database of this test's own, in which no other test has left anybody, or sealed anything."""
    yield cluster.clone_database("mingus_template", f"test_production_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}")
    db.connect(configuration.database_url)
    crypto.use(configuration)


def in_production(own: Urls) -> Settings:
    """The whole production configuration, checked as it is, then led to a server of this run, which has no TLS."""
    checked = configurations.load({**COMPLETE, "DATABASE_DIRECT_URL": "", "TRUSTED_PROXIES": "0"})
    return checked.model_copy(update={"database_url": own.application})


@pytest.fixture
def production(own: Urls) -> APIFlask:
    return create_app(in_production(own))


@pytest.fixture
def visitor(production: APIFlask) -> FlaskClient:
    return production.test_client()


def test_production_serves_without_debugging(production: APIFlask, visitor: FlaskClient) -> None:
    assert (production.debug, production.config["DEBUG"], production.config["PROPAGATE_EXCEPTIONS"]) == (False,) * 3
    assert visitor.get("/login", base_url=TLS).status_code == 200
    assert visitor.get("/health/live", base_url=TLS).status_code == 200
    missing = visitor.get("/nowhere", base_url=TLS)
    assert (missing.status_code, "Nothing here" in missing.text) == (404, True)
    assert not [word for word in ("Traceback", "Werkzeug", "site-packages") if word in missing.text]


def test_production_cookies_are_for_this_host_over_tls_and_for_no_script(visitor: FlaskClient) -> None:
    cookies = visitor.get("/login", base_url=TLS).headers.getlist("Set-Cookie")
    assert cookies
    for cookie in cookies:
        assert cookie.startswith("__Host-")
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=Strict"} <= set(cookie.split("; "))
        assert "Domain" not in cookie


def test_a_sign_in_in_production_gives_such_a_cookie_for_as_long_as_the_settings_say(
    own: Urls, visitor: FlaskClient
) -> None:
    form = {"email": "alice@mingus.example", "password": "four unrelated blue words"}
    names = {"first_name": "Alice", "last_name": "Example", "terms_accepted": "on"}
    for address, fields in (("/register", {**form, **names}), ("/login", form)):
        token = re.search(r'name="csrf_token" value="([^"]+)"', visitor.get(address, base_url=TLS).text)
        assert token
        answer = visitor.post(address, base_url=TLS, data={**fields, "csrf_token": token[1]}, headers={"Origin": TLS})
        assert answer.status_code == 303, answer.text
    (cookie,) = [said for said in answer.headers.getlist("Set-Cookie") if said.startswith("__Host-session=")]
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Strict"} <= set(cookie.split("; "))
    assert visitor.get("/accounts", base_url=TLS).status_code == 200
    with psycopg.connect(own.libpq(Role.SUPERUSER)) as connection:
        lives = connection.execute("SELECT extract(epoch FROM expires_at - created_at)::int FROM sessions").fetchall()
        assert lives == [(43_200,)]
        connection.execute("UPDATE sessions SET seen_at = seen_at - interval '1801 seconds'")
        connection.commit()
    assert visitor.get("/accounts", base_url=TLS).status_code == 303


def test_production_refuses_a_database_with_a_demonstration_in_it(own: Urls) -> None:
    create_app(in_production(own))
    with psycopg.connect(own.libpq(Role.SUPERUSER)) as connection:
        connection.execute(
            "INSERT INTO households (id, name, currency, time_zone, is_demo, created_at)"
            " VALUES (gen_random_uuid(), 'Demonstration', 'USD', 'UTC', true, now())"
        )
    with pytest.raises(ConfigurationError, match=r"demonstration household.*mingus demo remove"):
        create_app(in_production(own))


def test_production_makes_no_demonstration(own: Urls) -> None:
    with pytest.raises(ConfigurationError, match="no place in production"):
        demo.ensure(in_production(own))


def test_what_is_larger_than_the_setting_says_is_refused_unread(configuration: Settings) -> None:
    small = create_app(configuration.model_copy(update={"max_upload_bytes": 2**20}))
    length = {"CONTENT_LENGTH": str(3 * 2**20), "CONTENT_TYPE": "multipart/form-data; boundary=x"}
    assert small.test_client().post("/api/imports", environ_overrides=length).status_code == 413
