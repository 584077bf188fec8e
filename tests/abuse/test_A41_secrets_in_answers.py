"""A41: no address that answers strangers, and no error page, shows a value of the environment."""

import re
from collections.abc import Iterator, Mapping

import pytest
from apiflask import APIFlask

from mingus.core.policy import policies
from mingus.core.settings import Settings
from tests.conftest import SECRETS
from tests.production import COMPLETE, made_up
from tests.servers.serving import Answer, Served, served

PUBLIC = {"PUBLIC_URL", "SECURITY_CONTACT", "FLASK_ENV", "STRIPE_PUBLISHABLE_KEY", "GIT_SHA"}  # meant to be read
SHORTEST = 8
SOME_ID = "01890a5d-ac96-774b-bcce-b302099a8057"
ERRORS: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("GET", "/nothing-here", {}),
    ("GET", "/api/nothing-here", {}),
    ("GET", "/logout", {}),
    ("POST", "/login", {}),
    ("POST", "/api/auth/login", {"Content-Type": "application/json"}),
    ("POST", "/api/auth/login", {"Content-Type": "text/plain"}),
    ("GET", "/login", {"Host": "evil.example"}),
    ("GET", "/transactions/not-an-id", {}),
    ("GET", "/static/../../etc/passwd", {}),
    ("GET", "/assets/%2e%2e/%2e%2e/config/production.py", {}),
    ("POST", "/api/auth/login", {"Content-Type": "application/json", "Content-Length": "99999999999"}),
)


def secrets(environ: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each value that nobody may see, and the passwords within addresses."""
    for name, value in environ.items():
        if name not in PUBLIC and len(value) >= SHORTEST:
            yield name, value
        if password := re.search(r"://[^:/@]*:([^@/]+)@", value):
            yield f"the password in {name}", password[1]


def requests(app: APIFlask) -> Iterator[tuple[str, str, dict[str, str]]]:
    for one in policies(app):
        path = re.sub(r"<int:[^>]+>", "1", re.sub(r"<uuid:[^>]+>", SOME_ID, one.rule))
        yield one.method, re.sub(r"<[^>]+>", "app.css", path), {}
    yield from ERRORS


def shown(answer: Answer, environ: Mapping[str, str]) -> list[str]:
    text = f"{answer.headers}\n{answer.body}"
    return [name for name, value in secrets(environ) if value in text]


def faults(here: Served, app: APIFlask, environ: Mapping[str, str], host: str) -> list[object]:
    found: list[object] = []
    statuses = set()
    for method, path, headers in requests(app):
        answer = here.ask(method, path, headers={"Host": host, "X-Forwarded-Proto": "https", **headers})
        statuses.add(answer.status)
        found += [(method, path, name) for name in shown(answer, environ)]
    assert {200, 400, 404, 405} <= statuses, "all kinds of answers were looked at"
    return found


def test_no_answer_of_a_running_mingus_shows_its_environment(app: APIFlask, configuration: Settings) -> None:
    environ = {
        **SECRETS,
        "FLASK_ENV": "testing",
        "DATABASE_URL": configuration.database_url,
        "METRICS_TOKEN": made_up("METRICS_TOKEN"),
        "STRIPE_SECRET_KEY": "sk_test_" + made_up("STRIPE_SECRET_KEY", 32),
    }
    with served(environ) as here:
        assert faults(here, app, environ, "localhost") == []


def test_nor_does_production_whose_database_is_gone(app: APIFlask) -> None:
    """The pages that say 503, with every secret that production has."""
    environ = {**COMPLETE, "TRUSTED_PROXIES": "1", "DATABASE_CONNECT_TIMEOUT_SECONDS": "1"}
    with served(environ, app="tests.servers.rehearsed:app") as here:
        assert faults(here, app, environ, "mingus.example") == []
        answer = here.ask("GET", "/health/ready", headers={"Host": "mingus.example", "X-Forwarded-Proto": "https"})
        assert answer.status == 503


@pytest.mark.parametrize("name", ["SECRET_KEY", "the password in DATABASE_URL"])
def test_a_value_that_is_shown_would_be_found(name: str) -> None:
    environ = {"SECRET_KEY": "s" * 32, "DATABASE_URL": "postgresql://app:opensesame@host/db"}
    leaky = Answer(200, "", dict(secrets(environ))[name])
    assert shown(leaky, environ) == [name]
