"""Choosing what Mingus writes, on its page."""

from tests.factories import Browser

PAGE = "/settings/preferences"


def test_preferences_are_chosen_and_shown(as_alice: Browser, as_bob: Browser) -> None:
    sent = {"weeklyInsights": "on", "health_checkin_frequency": "weekly"}
    assert as_alice.post(PAGE, data=sent).location == PAGE
    page = as_alice.get(PAGE).text
    assert '<option value="weekly" selected>' in page
    assert [name for name in ("weeklyInsights", "goalReminders") if ticked(page, name)] == ["weeklyInsights"]
    assert not ticked(as_bob.get(PAGE).text, "weeklyInsights")


def test_what_keeps_an_account_safe_is_no_choice_and_the_page_says_so(as_alice: Browser) -> None:
    page = as_alice.get(PAGE).text
    assert 'name="securityAlerts"' not in page
    assert "always come" in page


def test_a_frequency_that_is_none_comes_back(as_alice: Browser) -> None:
    answer = as_alice.post(PAGE, data={"health_checkin_frequency": "hourly"})
    assert answer.status_code == 422
    assert 'id="health_checkin_frequency-error"' in answer.text


def ticked(page: str, name: str) -> bool:
    return f'name="{name}" type="checkbox" value="on" checked' in page
