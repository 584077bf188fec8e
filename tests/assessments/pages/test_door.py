"""The frame around pages of assessments."""

from apiflask import APIFlask

from tests.factories import Browser, browser


def test_visitors_get_a_plain_frame_and_people_their_own(app: APIFlask, as_alice: Browser) -> None:
    assert 'href="/login?next=/assessments"' in browser(app).get("/assessments").text
    page = as_alice.get("/assessments").text
    assert 'action="/logout"' in page
    assert "from before you signed in" not in page
