"""A28: whatever is sent through every field of every address, a log line stays one line of JSON and tells nothing."""

import json
import re
import socket
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from apiflask import APIFlask

from mingus.core.policy import SAFE_METHODS, policies
from mingus.core.settings import Settings
from tests.conftest import SECRETS
from tests.factories import browser_of, make_someone, program_of
from tests.servers.serving import Served, served

PERSONAL = (
    "zqxname",
    "zqx.person@example.com",
    "4111 1111 1111 1111",
    "4111111111111111",
    "DE89 3704 0044 0532 0130 00",
    "DE89370400440532013000",
    "mg_refresh_Zqx0123456789abcdefghijklmnopqrstuvwxyzABC",
    "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ6cXgifQ.zqx",
    "zqx-password-nobody-has",
    "987654.32",
)
HOSTILE = ('\r\n{"ts":"x","level":"info","event":"zqxforged"}', "\x1b[31m", "\u2028", "\u2029", "\x85", '"}')
CANARY = " ".join(PERSONAL) + "".join(HOSTILE)
FIELDS = (
    *("email", "password", "first_name", "last_name", "name", "household_name", "title", "note", "description"),
    *("amount", "balance", "number", "payee", "contains", "q", "reason", "household", "kind", "cursor", "next"),
    *("target_amount", "current_amount", "refresh_token", "csrf_token", "code", "file_name", "institution"),
)
SOME_ID = "01890a5d-ac96-774b-bcce-b302099a8057"


def addresses(app: APIFlask) -> Iterator[tuple[str, str]]:
    for one in policies(app):
        path = re.sub(r"<int:[^>]+>", "1", re.sub(r"<uuid:[^>]+>", SOME_ID, one.rule))
        yield one.method, re.sub(r"<[^>]+>", quote(CANARY, safe=""), path)


@pytest.fixture(scope="module")
def lines(app: APIFlask, configuration: Settings) -> list[str]:
    """Everything that a server wrote while canaries went through every field, as Alice and as a stranger."""
    someone = make_someone(configuration, first_name="zqxname", last_name="zqxname")
    cookie = browser_of(app, someone.member).get_cookie("session")
    token = program_of(app, someone.member).access_token
    assert cookie is not None
    environ = {**SECRETS, "FLASK_ENV": "testing", "DATABASE_URL": configuration.database_url}
    with served(environ) as here:
        csrf = json.loads(here.ask("GET", "/api/csrf/token", headers=at({"Cookie": f"session={cookie.value}"})).body)
        signed_in = {"Cookie": f"session={cookie.value}", "X-CSRF-Token": csrf["csrf_token"]}
        for method, path in addresses(app):
            send(here, method, path, signed_in)
            send(here, method, path, {"Authorization": f"Bearer {token}"})
            send(here, method, path, {"Authorization": f"Bearer {PERSONAL[7]}", "Cookie": f"session={PERSONAL[6]}"})
        speak_badly(here)
        return here.log.read_bytes().decode("ascii").splitlines()


def at(headers: dict[str, str]) -> dict[str, str]:
    visible = quote(CANARY)
    return {"Host": "localhost", "User-Agent": f"{PERSONAL[0]} {visible}", "Referer": f"http://x/?{visible}", **headers}


def send(here: Served, method: str, path: str, headers: dict[str, str]) -> None:
    filled = dict.fromkeys(FIELDS, CANARY)
    query = "" if method not in SAFE_METHODS else "?" + urlencode(filled)
    if path.startswith("/api/"):
        given = {"Content-Type": "application/json", **headers}
        here.ask(method, path + query, body=json.dumps(filled), headers=at(given))
        return
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    here.ask(method, path + query, body=urlencode(filled), headers=at({**form, **headers}))


def speak_badly(here: Served) -> None:
    """What is no HTTP at all: gunicorn refuses it with a line of its own."""
    for raw in (f"GET /{CANARY} HTTP/1.1\r\n\r\n", f"GET / HTTP/1.1\r\nHost: {CANARY}\r\n\r\n", f"{CANARY}\r\n\r\n"):
        with socket.create_connection(("127.0.0.1", here.port), timeout=10) as line:
            line.sendall(raw.encode())
            line.shutdown(socket.SHUT_WR)
            while line.recv(65536):
                pass


def test_every_line_is_one_object(app: APIFlask, lines: list[str]) -> None:
    assert len(lines) > 3 * len(list(addresses(app)))
    said: list[dict[str, Any]] = [json.loads(line) for line in lines]
    assert all({"ts", "level", "event"} <= set(one) for one in said)
    assert not [line for line in lines if not line.isprintable()]


def test_no_line_tells_what_was_typed(lines: list[str]) -> None:
    told = [line for line in lines if "zqx" in line.lower() or any(one in line for one in PERSONAL)]
    assert told == []
