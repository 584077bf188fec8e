"""A new article from the desk: its fields, what is wrong beside each, and what others see of it when."""

from datetime import timedelta
from typing import Any

import pytest
from apiflask import APIFlask

from mingus.articles.schemas.document import RESERVED
from mingus.core import clock
from mingus.core.settings import Settings
from tests.articles import writing
from tests.factories import Browser, browser
from tests.identity.operators import as_operator, make_operator

NEW = "/operator/library/new"


@pytest.fixture
def editor(app: APIFlask, configuration: Settings) -> Browser:
    writing.add_neighbours()
    writing.load(writing.text("taken-by-another"))
    return as_operator(app, make_operator(configuration, role="operator"))


def _form(slug: str, **changes: Any) -> dict[str, Any]:
    return {
        "slug": slug,
        "title": f"Words about {slug}",
        "summary": f"What {slug} is about, in a sentence that is long enough.",
        "phase": "be",
        "level": "beginner",
        "topics": ["saving", "debt"],
        "objectives": "Know what it is\nDo the first step",
        "related": "one-of-ours, another-of-ours",
        "body": "A first paragraph.[^EARN-01]\n\n## Then\n\nMore of it.",
        "publish": "now",
        **changes,
    }


def test_an_article_of_our_own_is_live_at_once(app: APIFlask, editor: Browser) -> None:
    slug = writing.fresh_slug()
    answer = editor.post(NEW, data=_form(slug))
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/operator/library/{slug}")
    page = browser(app).get(f"/library/{slug}").text
    assert f"Words about {slug}" in page
    assert "U.S. Bureau of Labor Statistics" in page
    made = writing.row(slug)
    assert (made.origin, made.published_on, made.updated_on) == ("operator", clock.now().date(), clock.now().date())
    assert "Ours" in editor.get("/operator/library").text


def test_what_is_kept_or_scheduled_is_seen_by_nobody_else(app: APIFlask, editor: Browser) -> None:
    kept, later = writing.fresh_slug(), writing.fresh_slug()
    at = clock.now() + timedelta(days=3)
    assert editor.post(NEW, data=_form(kept, publish="keep")).status_code == 303
    assert editor.post(NEW, data=_form(later, publish="later", at=at.strftime("%Y-%m-%dT%H:%M"))).status_code == 303
    for slug in (kept, later):
        assert browser(app).get(f"/library/{slug}").status_code == 404
        for path in ("/library", "/sitemap.xml", "/library/feed.xml", "/api/articles/"):
            assert slug not in browser(app).get(path).text
    assert "Not live: nobody sees it." in editor.get(f"/operator/library/{kept}").text
    assert (writing.row(later).due_number, writing.row(later).published_on) == (1, at.date())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"slug": "taken-by-another"}, "There is an article at this address already."),
        ({"slug": "Not an address"}, 'id="slug-error"'),
        ({"slug": "saved"}, "is a page of the library itself"),
        ({"phase": ""}, 'id="phase-error"'),
        ({"topics": []}, 'id="topics-error"'),
        ({"topics": ["saving", "yachts"]}, "“yachts” is no topic of ours"),
        ({"objectives": "Only one of them"}, 'id="objectives-error"'),
        ({"sources": "EARN-01 EARN-9999"}, "EARN-9999 is no fact of ours"),
        ({"sources": "a survey"}, 'id="sources-error"'),
        ({"related": "one-of-ours never-written"}, "There is no article never-written."),
        ({"summary": "Short"}, "Use at least 20 characters."),
        ({"publish": "later", "at": ""}, "Choose a moment that is still to come."),
        ({"publish": "later", "at": "2020-01-01T09:00"}, "Choose a moment that is still to come."),
        ({"body": "x" * 60_001}, 'id="body-error"'),
        ({"body": "Words with \x00 in them"}, 'id="body-error"'),
        ({"note": "x" * 201}, 'id="note-error"'),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field_and_nothing_typed_is_lost(
    editor: Browser, change: dict[str, Any], said: str
) -> None:
    slug = writing.fresh_slug()
    answer = editor.post(NEW, data=_form(slug) | change)
    assert answer.status_code == 422
    assert said in answer.text
    assert f"Words about {slug}" in answer.text
    assert 'value="debt" checked' in answer.text or "topics" in change
    assert "Value error" not in answer.text
    assert "String should" not in answer.text


def test_looking_shows_it_drawn_with_what_the_check_says_and_keeps_nothing(editor: Browser) -> None:
    slug = writing.fresh_slug()
    body = "Pay **$4,321** <script>alert(1)</script>[^EARN-01]"
    answer = editor.post(NEW, data=_form(slug, body=body, look="yes"))
    assert answer.status_code == 200
    assert "<strong>$4,321</strong>" in answer.text
    assert "<script>alert" not in answer.text
    assert "has no origin" in answer.text
    assert editor.get(f"/operator/library/{slug}").status_code == 404


def test_no_address_of_the_library_can_be_taken_by_an_article(app: APIFlask) -> None:
    """What stands beside <slug> in the map of addresses wins over an article of that name, which nobody could open."""
    places = ("/library/", "/api/articles/", "/operator/library/", "/api/operator/articles/")
    rules = [rule.rule for rule in app.url_map.iter_rules()]
    beside = {rule.removeprefix(place) for rule in rules for place in places if rule.startswith(place)}
    names = {each.partition("/")[0].partition(".")[0] for each in beside} - {""}
    assert {name for name in names if not name.startswith("<")} <= RESERVED
