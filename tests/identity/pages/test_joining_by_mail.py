"""Joining where Mingus sends mail: whoever owns the address is written to, and nobody else learns whose it is."""

from collections.abc import Iterator

import pytest
from apiflask import APIFlask
from pydantic import SecretStr

from mingus.core import settings
from mingus.core.ids import new_id
from mingus.core.settings import Settings
from tests.factories import Someone, browser, make_someone
from tests.mailbox import letters, work

PASSWORD = "another set of five words"


@pytest.fixture
def known(configuration: Settings) -> Someone:
    return make_someone(configuration)


@pytest.fixture
def sends_mail(app: APIFlask, known: Someone, configuration: Settings) -> Iterator[None]:
    settings.use(configuration.model_copy(update={"smtp_url": SecretStr("smtp://127.0.0.1:9")}))
    yield
    settings.use(configuration)


def join(app: APIFlask, email: str) -> str:
    """What the next page says."""
    form = {"email": email, "password": PASSWORD, "first_name": "Ada", "last_name": "Bell", "terms_accepted": "on"}
    visitor = browser(app)
    assert visitor.post("/register", data=form).status_code == 303
    work()
    return visitor.get("/login").text


def fresh_address() -> str:
    return f"new.{new_id().hex}@example.com"


@pytest.mark.usefixtures("sends_mail")
def test_a_newcomer_is_mailed_a_link_and_asked_to_follow_it(app: APIFlask) -> None:
    email = fresh_address()
    assert "We have written to you" in join(app, email)
    [letter] = letters(email)
    assert "/verify-email/" in letter.text
    newcomer = browser(app)
    newcomer.post("/login", data={"email": email, "password": PASSWORD})
    assert "Please confirm your e-mail address." in newcomer.get("/settings").text


@pytest.mark.usefixtures("sends_mail")
def test_the_owner_of_a_known_address_is_told_that_somebody_tried(app: APIFlask, known: Someone) -> None:
    assert "We have written to you" in join(app, known.email)
    [letter] = letters(known.email)
    assert letter.subject == "Somebody tried to join Mingus with your address"


def test_where_no_mail_is_sent_addresses_are_believed_at_once(app: APIFlask) -> None:
    email = fresh_address()
    assert "You can sign in now." in join(app, email)
    newcomer = browser(app)
    newcomer.post("/login", data={"email": email, "password": PASSWORD})
    assert "Please confirm your e-mail address." not in newcomer.get("/settings").text
    assert letters(email) == []
