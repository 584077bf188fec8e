"""A34: getting a fresh count by another X-Forwarded-For, another spelling of the address, or another header."""

from collections import Counter
from collections.abc import Iterator

import pytest
from apiflask import APIFlask

from mingus.app import assemble
from mingus.core import metrics
from mingus.core.ids import new_id
from mingus.core.settings import Settings
from mingus.identity import attempts
from tests.factories import Browser, browser

STRANGERS = 20
PROXY = {"REMOTE_ADDR": "10.0.0.1"}


@pytest.fixture
def strict(app: APIFlask, configuration: Settings, proxies: int) -> Iterator[APIFlask]:
    """An application behind so many proxies, with a limit that is soon met."""
    kept = metrics.current()
    changes = {"limit_stranger_a_minute": STRANGERS, "trusted_proxies": proxies}
    yield assemble(configuration.model_copy(update=changes))
    metrics.figures._kept[:] = [kept] if kept else []


@pytest.fixture
def attacker(strict: APIFlask, proxies: int) -> Browser:
    """A visitor whose true address the proxies, where there are some, write last."""
    client = browser(strict)
    client.environ_base = {**client.environ_base, **(PROXY if proxies else {})}
    return client


def forwarded(proxies: int, number: int) -> dict[str, str]:
    """What a thousand made-up addresses look like when they arrive."""
    made_up = f"198.51.{number // 250}.{number % 250}"
    real = ["203.0.113.9"] * proxies
    return {"X-Forwarded-For": ", ".join([made_up, *real]), "X-Real-IP": made_up, "Forwarded": f"for={made_up}"}


def asked(client: Browser, path: str) -> int:
    """The answer to a path as it stands, which the test client would tidy up."""
    return client.get("/", environ_overrides={"PATH_INFO": path}).status_code


@pytest.mark.parametrize("proxies", [0, 1, 2])
def test_a_thousand_made_up_addresses_share_one_count(attacker: Browser, proxies: int) -> None:
    answers = Counter(attacker.get("/login", headers=forwarded(proxies, n)).status_code for n in range(1000))
    assert answers == {200: STRANGERS, 429: 1000 - STRANGERS}


@pytest.mark.parametrize("proxies", [0, 1])
def test_made_up_addresses_give_no_more_tries_at_a_password(app: APIFlask, attacker: Browser, proxies: int) -> None:
    form = {"email": f"{new_id().hex}@example.com", "password": "quite the wrong words"}
    answers = []
    for number in range(attempts.TRIES + 3):
        headers = forwarded(proxies, number)
        headers["X-CSRF-Token"] = "none needed"
        answers.append(attacker.post("/api/auth/login", json=form, headers=headers, csrf=False).status_code)
    assert answers == [401] * attempts.TRIES + [429] * 3


@pytest.mark.parametrize("proxies", [0])
def test_other_spellings_of_an_address_share_one_count(attacker: Browser) -> None:
    spellings = ("/login", "/Login/", "/LOGIN", "//login", "/login/", "/./login", "/login ", "/login;x", "/login?a=1")
    answers = Counter(asked(attacker, spellings[n % len(spellings)]) == 429 for n in range(1000))
    assert answers == {False: STRANGERS, True: 1000 - STRANGERS}


@pytest.mark.parametrize("proxies", [0])
def test_methods_and_headers_share_one_count(attacker: Browser) -> None:
    ways = [
        lambda: attacker.get("/login", headers={"X-Original-URL": "/health"}),
        lambda: attacker.head("/login"),
        lambda: attacker.options("/login"),
        lambda: attacker.get("/login", headers={"User-Agent": new_id().hex}),
        lambda: attacker.get("/login", headers={"Cookie": f"session={new_id().hex}"}),
    ]
    answers = Counter(ways[n % len(ways)]().status_code == 429 for n in range(100))
    assert answers == {False: STRANGERS, True: 100 - STRANGERS}
