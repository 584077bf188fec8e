"""A21: leaked passwords, tried from one address on a thousand accounts, and from a thousand addresses on one."""

from collections import Counter

from apiflask import APIFlask

from mingus.core.ids import new_id
from mingus.core.settings import Settings
from mingus.identity import attempts
from tests.factories import Browser, Someone, browser, make_someone

WRONG = "leaked elsewhere long ago"


def tried(client: Browser, email: str, password: str = WRONG) -> int:
    return client.post("/login", data={"email": email, "password": password}).status_code


class Attacker:
    """A program that fetches the form once and then does nothing but try."""

    def __init__(self, app: APIFlask) -> None:
        self.client = browser(app)
        token = self.client.get("/api/csrf/token").get_json()["csrf_token"]
        self._headers = {"X-CSRF-Token": token}

    def tries(self, email: str, environ: dict[str, str] | None = None) -> int:
        form = {"email": email, "password": WRONG}
        return self.client.post(
            "/login", data=form, headers=self._headers, environ_overrides=environ or {}, csrf=False
        ).status_code


def signed_in_before(app: APIFlask, someone: Someone) -> Browser:
    """A browser in which this person has signed in and out."""
    client = browser(app)
    assert tried(client, someone.email, someone.password) == 303
    assert client.post("/logout").status_code == 303
    return client


def network(number: int) -> dict[str, str]:
    return {"REMOTE_ADDR": f"2001:db8:{number:x}:{new_id().hex[-4:]}::1"}


def test_one_address_on_a_thousand_accounts_is_stopped(app: APIFlask, configuration: Settings) -> None:
    someone = make_someone(configuration)
    at_home = signed_in_before(app, someone)
    attacker, run = Attacker(app), new_id().hex
    answers = Counter(attacker.tries(f"{number}.{run}@example.com") for number in range(1000))
    assert answers == {401: attempts.TRIES_PER_NETWORK, 429: 1000 - attempts.TRIES_PER_NETWORK}
    assert tried(browser(app), someone.email, someone.password) == 303  # from any other network
    at_home.environ_base = dict(attacker.client.environ_base)
    assert tried(at_home, someone.email, someone.password) == 303  # and from that very one, in a known browser


def test_a_thousand_addresses_on_one_account_are_stopped_and_its_owner_is_not(
    app: APIFlask, configuration: Settings
) -> None:
    someone = make_someone(configuration)
    at_home = signed_in_before(app, someone)
    attacker = Attacker(app)
    answers = Counter(attacker.tries(someone.email, network(number)) for number in range(1000))
    assert answers == {401: attempts.TRIES_PER_ACCOUNT, 429: 1000 - attempts.TRIES_PER_ACCOUNT}
    assert tried(at_home, someone.email, someone.password) == 303


def test_who_steals_a_known_browser_guesses_no_more_than_others(app: APIFlask, configuration: Settings) -> None:
    someone = make_someone(configuration)
    stolen = signed_in_before(app, someone)
    answers = []
    for number in range(20):
        stolen.environ_base = {**stolen.environ_base, **network(number)}
        answers.append(tried(stolen, someone.email))
    assert answers == [401] * attempts.TRIES + [429] * (20 - attempts.TRIES)


def test_an_account_that_nobody_has_is_locked_like_one_that_somebody_has(app: APIFlask) -> None:
    attacker, email = Attacker(app), f"{new_id().hex}@example.com"
    answers = [attacker.tries(email, network(number)) for number in range(attempts.TRIES_PER_ACCOUNT + 1)]
    assert answers == [401] * attempts.TRIES_PER_ACCOUNT + [429]
