"""How forms are read: only fields that are asked for, and nothing typed is lost but the password."""

import pytest
from apiflask import APIFlask
from pydantic import ValidationError

from mingus.identity.pages.door import kept, read_form
from mingus.identity.schemas import Credentials, Profile

TYPED = {"email": "alice@example.com", "password": " four unrelated words ", "is_admin": "yes", "csrf_token": "x"}


def test_a_form_gives_the_fields_that_are_asked_for_and_no_others(app: APIFlask) -> None:
    with app.test_request_context("/login", method="POST", data=TYPED):
        credentials = read_form(Credentials)
    assert credentials.email == "alice@example.com"
    assert credentials.password.get_secret_value() == " four unrelated words "
    assert not hasattr(credentials, "is_admin")


def test_what_the_page_knows_itself_wins_over_the_form(app: APIFlask) -> None:
    with app.test_request_context("/login", method="POST", data=TYPED):
        assert read_form(Credentials, email="bob@example.com").email == "bob@example.com"


def test_a_field_that_is_missing_is_named(app: APIFlask) -> None:
    request = app.test_request_context("/settings", method="POST", data={"first_name": "Ada"})
    with request, pytest.raises(ValidationError) as error:
        read_form(Profile)
    assert {fault["loc"][0] for fault in error.value.errors()} == {
        "last_name",
        "household_name",
        "time_zone",
        "currency",
    }


def test_what_was_typed_is_kept_for_the_form_to_show_again(app: APIFlask) -> None:
    with app.test_request_context("/register", method="POST", data=TYPED):
        assert kept("email", "first_name") == {"email": "alice@example.com", "first_name": ""}


def test_no_page_gives_a_password_back(app: APIFlask) -> None:
    client = app.test_client()
    token = client.get("/api/csrf/token").get_json()["csrf_token"]
    for path in ("/login", "/register"):
        page = client.post(path, data={**TYPED, "email": "nobody"}, headers={"X-CSRF-Token": token})
        assert page.status_code == 422
        assert "four unrelated words" not in page.text
