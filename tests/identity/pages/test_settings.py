"""Settings: what people say about themselves, how Mingus looks, signing out everywhere."""

import re

import pytest

from tests.factories import Browser

SAVED = {
    "first_name": "Alicia",
    "last_name": "Walker",
    "household_name": "The Walkers",
    "time_zone": "America/Chicago",
    "currency": "CAD",
}


def test_the_token_of_a_form_works_without_scripts(as_alice: Browser) -> None:
    page = as_alice.get("/settings").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token is not None
    answer = as_alice.post("/settings", data={**SAVED, "csrf_token": token[1]}, csrf=False)
    assert answer.status_code == 303


def test_settings_keep_what_was_saved(as_alice: Browser) -> None:
    assert as_alice.post("/settings", data=SAVED).status_code == 303
    page = as_alice.get("/settings").text
    assert "Settings saved." in page
    assert 'value="Alicia"' in page
    assert 'value="The Walkers"' in page
    assert '<option value="America/Chicago" selected>' in page
    assert '<option value="CAD" selected>' in page


def test_settings_that_do_not_fit_change_nothing(as_alice: Browser) -> None:
    answer = as_alice.post("/settings", data={**SAVED, "time_zone": "Mars/Olympus", "currency": "bitcoin"})
    assert answer.status_code == 422
    assert "Must be a time zone" in answer.text
    assert "is not a currency code" in answer.text
    assert 'value="Alicia"' in answer.text
    assert 'value="Alicia"' not in as_alice.get("/settings").text


def test_nobody_sees_or_changes_the_settings_of_someone_else(as_alice: Browser, as_bob: Browser) -> None:
    as_alice.post("/settings", data=SAVED)
    page = as_bob.get("/settings").text
    assert "Alicia" not in page
    assert "The Walkers" not in page


def test_a_name_is_text_wherever_it_is_shown(as_alice: Browser) -> None:
    as_alice.post("/settings", data={**SAVED, "first_name": '"><img src=x>', "household_name": "{{ 7 * 7 }}"})
    page = as_alice.get("/settings").text
    assert "<img src=x>" not in page
    assert "{{ 7 * 7 }}" in page


@pytest.mark.parametrize(("chosen", "shown"), [("dark", "dark"), ("light", "light"), ("purple", "system")])
def test_the_theme_is_remembered_without_scripts(as_alice: Browser, chosen: str, shown: str) -> None:
    assert as_alice.post("/settings/theme", data={"theme": chosen}).status_code == 303
    assert f'data-theme="{shown}"' in as_alice.get("/settings").text


@pytest.mark.parametrize("path", ["/settings", "/login", "/register", "/api/user/profile", "/api/csrf/token"])
def test_no_cache_keeps_what_is_someones_own(as_alice: Browser, path: str) -> None:
    assert as_alice.get(path).headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("path", ["/settings/x.css", "/settings;.css", "/settings%2fx.css", "/login/x.js"])
def test_a_page_does_not_answer_under_the_name_of_a_file(as_alice: Browser, path: str) -> None:
    answer = as_alice.get(path, headers={"X-Forwarded-Host": "evil.example"})
    assert answer.status_code == 404
    assert "evil.example" not in answer.text
    assert "example.com" not in answer.text
