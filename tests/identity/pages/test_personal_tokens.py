"""The pages of personal tokens."""

import re

from tests.factories import Browser

NEW = "/settings/tokens/new"


def made(client: Browser, **form: object) -> str:
    answer = client.post(NEW, data={"name": "Spreadsheet", "scopes": ["read", "export"], "days": "30", **form})
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_nobody_has_any_at_first(as_alice: Browser) -> None:
    assert "No tokens yet" in as_alice.get("/settings/tokens").get_data(as_text=True)


def test_it_is_shown_this_once_and_kept_by_no_cache(as_alice: Browser) -> None:
    answer = as_alice.post(NEW, data={"name": "Spreadsheet", "scopes": ["read"], "days": "30"})
    [token] = re.findall(r"mg_pat_[\w-]{51}", answer.get_data(as_text=True))
    assert answer.headers["Cache-Control"] == "private, no-store"
    page = as_alice.get("/settings/tokens").get_data(as_text=True)
    assert token not in page
    assert f"Ends in {token[-4:]}. Read." in page


def test_a_form_without_a_scope_comes_back_with_what_was_typed(as_alice: Browser) -> None:
    answer = as_alice.post(NEW, data={"name": "Spreadsheet", "days": "30"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'value="Spreadsheet"' in page
    assert "scopes-error" in page


def test_it_is_revoked_by_its_button(as_alice: Browser) -> None:
    made(as_alice)
    page = as_alice.get("/settings/tokens").get_data(as_text=True)
    [way] = re.findall(r'action="(/settings/tokens/[0-9a-f-]{36}/revoke)"', page)
    assert as_alice.post(way).status_code == 303
    assert "No tokens yet" in as_alice.get("/settings/tokens").get_data(as_text=True)


def test_bob_revokes_nothing_of_alice(as_alice: Browser, as_bob: Browser) -> None:
    made(as_alice)
    page = as_alice.get("/settings/tokens").get_data(as_text=True)
    [way] = re.findall(r'action="(/settings/tokens/[0-9a-f-]{36}/revoke)"', page)
    assert as_bob.post(way).status_code == 404
    assert "Spreadsheet" in as_alice.get("/settings/tokens").get_data(as_text=True)
