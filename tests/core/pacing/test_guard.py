"""Every route has a limit, which a person reads in words and meets as a page, a program as problem+json."""

from collections.abc import Iterator

import pytest
from apiflask import APIFlask

from mingus.app import assemble
from mingus.core import cache, metrics
from mingus.core.policy import policies
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from tests.factories import Browser, browser, browser_of, program_of

LOW = {
    "limit_person_a_minute": 5,
    "limit_stranger_a_minute": 8,
    "limit_network_a_minute": 12,
    "limit_heavy_a_minute": 2,
}


@pytest.fixture
def strict(app: APIFlask, configuration: Settings) -> Iterator[APIFlask]:
    """An application whose limits are soon met. It takes `app` first, so that the figures go back to that."""
    kept = metrics.current()
    yield assemble(configuration.model_copy(update=LOW))
    metrics.figures._kept[:] = [kept] if kept else []


def statuses(client: Browser, path: str, times: int) -> list[int]:
    return [client.get(path).status_code for _ in range(times)]


def test_every_route_says_its_limit(app: APIFlask) -> None:
    found = {f"{one.method} {one.rule}": one.limit for one in policies(app)}
    assert all(found.values())
    assert found["GET /settings"] == "100000 a minute for a person, 1000000 from a network"
    assert found["GET /login"] == "1000000 a minute from a network"
    assert found["POST /login"].startswith(
        "5 in 15 minutes for an account from a network, 100 from a network, 100 in an hour for an account; "
    )


def test_what_costs_more_has_a_lower_limit(strict: APIFlask) -> None:
    found = {f"{one.method} {one.rule}": one.limit for one in policies(strict)}
    heavy = "2 a minute for a person, 12 from a network"
    assert {rule for rule, limit in found.items() if limit == heavy} == {
        "GET /api/financial/export",
        "POST /api/imports",
        "POST /imports",
        "POST /api/financial/transactions/<uuid:transaction_id>/documents",
        "POST /transactions/<uuid:transaction_id>/documents",
        *(f"GET {prefix}/assessments/results/<uuid:result_id>/pdf" for prefix in ("", "/api")),
        *(f"POST {prefix}/assessments/results/<uuid:result_id>/mail" for prefix in ("", "/api")),
    }


def test_a_person_waits_and_another_does_not(strict: APIFlask, alice: Member, bob: Member) -> None:
    here, there = browser_of(strict, alice), browser_of(strict, alice)
    assert statuses(here, "/settings", 3) + statuses(there, "/settings", 4) == [200] * 5 + [429] * 2
    assert statuses(browser_of(strict, bob), "/settings", 1) == [200]


def test_the_page_says_how_long_in_the_houses_look(strict: APIFlask, alice: Member) -> None:
    client = browser_of(strict, alice)
    statuses(client, "/settings", 5)
    answer = client.get("/settings")
    assert answer.status_code == 429
    assert 1 <= int(answer.headers["Retry-After"]) <= 120
    assert "A little slower, please" in answer.get_data(as_text=True)
    assert answer.headers["Content-Security-Policy"]


def test_a_program_hears_it_as_a_problem(strict: APIFlask, alice: Member) -> None:
    program = program_of(strict, alice)
    answers = [program.get("/api/auth/check-auth") for _ in range(6)]
    assert answers[-1].status_code == 429
    assert answers[-1].mimetype == "application/problem+json"
    assert answers[-1].get_json()["code"] == "too_many_requests"
    assert int(answers[-1].headers["Retry-After"]) >= 1


def test_exports_are_counted_apart(strict: APIFlask, alice: Member) -> None:
    program = program_of(strict, alice)
    path = "/api/financial/export?format=json"
    assert [program.get(path).status_code for _ in range(3)] == [200, 200, 429]
    assert program.get("/api/auth/check-auth").status_code == 200


def test_strangers_of_one_network_share_a_limit(strict: APIFlask) -> None:
    client = browser(strict)
    tried = [client.get(path).status_code for path in ["/login", "/nowhere", "/settings", "/api/auth/check-auth"] * 3]
    assert tried == [200, 404, 303, 401] * 2 + [429] * 4
    assert browser(strict).get("/login").status_code == 200


def test_a_whole_network_is_shielded_before_anything_is_asked(strict: APIFlask, alice: Member, bob: Member) -> None:
    network = {"REMOTE_ADDR": "198.51.100.1"}
    everyone = [browser_of(strict, who) for who in (alice, bob)] + [browser(strict)]
    for client in everyone:
        client.environ_base = {**client.environ_base, **network}
    tried = [client.get("/settings").status_code for _ in range(5) for client in everyone]
    assert tried == [200, 200, 303] * 4 + [429] * 3


def test_probes_are_heard_whatever_else_their_network_asks(strict: APIFlask) -> None:
    client = browser(strict)
    assert statuses(client, "/login", 9)[-1] == 429
    assert statuses(client, "/health/live", 9) == [200] * 8 + [429]


def test_two_processes_count_together(strict: APIFlask, configuration: Settings, redis_url: str, alice: Member) -> None:
    sister = assemble(configuration.model_copy(update=LOW))
    cache.use(configuration.model_copy(update={"redis_url": redis_url}))
    try:
        clients = [browser_of(one, alice) for one in (strict, sister)]
        tried = [client.get("/settings").status_code for _ in range(4) for client in clients]
    finally:
        cache.use(configuration)
    assert tried == [200] * 5 + [429] * 3
