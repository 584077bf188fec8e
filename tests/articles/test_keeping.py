"""Visitors' pages are drawn once an edition; members' never; and not more is kept than was allowed."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from apiflask import APIFlask
from sqlalchemy import event

from mingus.articles.keeping import MOST_BYTES, Kept, Pages
from mingus.core import db
from mingus.core.tenancy import Member
from tests.articles import writing
from tests.factories import Browser, browser

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def statements(alice: Member) -> Iterator[list[str]]:
    """What the database is asked from now on."""
    asked: list[str] = []

    def listen(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(db.engine(), "before_cursor_execute", listen)
    yield asked
    event.remove(db.engine(), "before_cursor_execute", listen)


@pytest.mark.parametrize("path", ["/library", "/library/{slug}", "/api/articles/", "/api/articles/{slug}"])
def test_the_second_visitor_costs_one_look_at_the_edition(app: APIFlask, statements: list[str], path: str) -> None:
    address = path.format(slug=writing.add())
    first = browser(app).get(address)
    statements.clear()
    second = browser(app).get(address)
    assert len(statements) == 1
    assert "max(articles.changed_at)" in statements[0]
    assert (second.data, second.headers["ETag"]) == (first.data, first.headers["ETag"])
    assert second.headers["Cache-Control"] == first.headers["Cache-Control"]
    assert set(second.vary) == set(first.vary)


def test_any_change_is_seen_by_the_next_visitor(app: APIFlask, alice: Member) -> None:
    slug = writing.fresh_slug()
    writing.load(writing.text(slug))
    assert "Quite another title" not in browser(app).get(f"/library/{slug}").text
    writing.load(writing.text(slug, title="Quite another title"))
    assert "Quite another title" in browser(app).get(f"/library/{slug}").text


def test_a_page_of_a_member_is_neither_kept_nor_answered_from_what_is(app: APIFlask, as_alice: Browser) -> None:
    slug = writing.add()
    as_alice.put(f"/api/articles/{slug}/progress", json={"percent": 40})
    assert "You are 40% through" in as_alice.get(f"/library/{slug}").text
    assert "40%" not in browser(app).get(f"/library/{slug}").text
    assert "You are 40% through" in as_alice.get(f"/library/{slug}").text


@pytest.mark.parametrize("cookie", ["theme", "__Host-theme"])
def test_themes_are_told_apart(app: APIFlask, alice: Member, cookie: str) -> None:
    slug = writing.add()
    light, dark = browser(app), browser(app)
    dark.set_cookie(cookie, "dark")
    assert 'data-theme="dark"' not in light.get(f"/library/{slug}").text
    assert 'data-theme="dark"' in dark.get(f"/library/{slug}").text


def test_what_was_asked_for_longest_ago_goes_first() -> None:
    pages, half = Pages(), Kept(NOON, b"x" * (MOST_BYTES // 2), ())
    pages.put(("/a", ""), half)
    pages.put(("/b", ""), half)
    assert pages.get(("/a", ""), NOON) is half
    pages.put(("/c", ""), half)
    assert [pages.get((path, ""), NOON) is half for path in ("/a", "/b", "/c")] == [True, False, True]


def test_one_of_another_edition_is_none() -> None:
    pages = Pages()
    pages.put(("/a", ""), Kept(NOON, b"old", ()))
    newer = Kept(NOON + timedelta(seconds=1), b"new", ())
    assert pages.get(("/a", ""), newer.edition) is None
    pages.put(("/a", ""), newer)
    assert pages.get(("/a", ""), newer.edition) is newer
