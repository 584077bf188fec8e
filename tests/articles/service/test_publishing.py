"""The day of an article is that on which readers got its text, and everybody who is told of it hears the same day."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from email.utils import format_datetime

import pytest
from apiflask import APIFlask
from sqlalchemy import update

from mingus.articles import jobs as article_jobs
from mingus.articles.models import Article
from mingus.articles.schemas.desk import Edit, Taken
from mingus.articles.service import desk, editions
from mingus.core import clock
from mingus.core.db import GLOBAL, transaction
from mingus.core.ids import new_id
from mingus.core.tenancy import Member
from tests.articles import writing
from tests.factories import browser

LONG_AGO = "2026-05-05"


@pytest.fixture
def slug(alice: Member) -> str:
    writing.add_neighbours()
    made = writing.add(updated="2026-02-03")
    _edit(made, publish="keep")
    writing.dated(made, LONG_AGO)
    return made


def _edit(slug: str, **more: object) -> None:
    draft = Edit.model_validate({"text": writing.text(slug, title=f"Other words of {slug}"), "base_number": 1, **more})
    with transaction(GLOBAL) as db:
        desk.save(db, new_id(), slug, draft)


def _take(slug: str) -> None:
    with transaction(GLOBAL) as db:
        desk.take(db, new_id(), slug, Taken(number=2))


def _renew(slug: str) -> None:
    writing.load(writing.text(slug, title=f"Words of the release for {slug}", updated="2026-02-04"))


def _go_live(slug: str) -> None:
    with transaction(GLOBAL) as db:
        due = {"due_number": 2, "due_at": clock.now() - timedelta(seconds=1)}
        db.execute(update(Article).where(Article.slug == slug).values(due))
    article_jobs.go_live(str(writing.row(slug).id), 2)


def _set_published(slug: str, *, is_live: bool) -> None:
    with transaction(GLOBAL) as db:
        desk.set_published(db, new_id(), slug, is_live=is_live)


def _there_and_back(slug: str) -> None:
    _set_published(slug, is_live=False)
    _set_published(slug, is_live=True)


def _told(app: APIFlask, slug: str) -> set[str]:
    """The day by the page, by its structured data, by the map and by the API."""
    visitor = browser(app)
    page = visitor.get(f"/library/{slug}").text
    data = json.loads(page.partition("application/ld+json")[2].partition(">")[2].partition("</script>")[0])
    mapped = re.search(rf"/library/{slug}</loc><lastmod>([^<]+)<", visitor.get("/sitemap.xml").text)
    assert mapped is not None
    (shown,) = re.findall(r'<time datetime="([^"]+)"', page)
    return {shown, data["dateModified"], mapped[1], visitor.get(f"/api/articles/{slug}").get_json()["updated"]}


def test_a_text_that_came_with_its_article_is_as_old_as_it_says(app: APIFlask, alice: Member) -> None:
    assert _told(app, writing.add(updated="2026-02-03")) == {"2026-02-03"}


@pytest.mark.parametrize("change", [_take, _renew, _go_live, _there_and_back])
def test_another_text_is_of_today_whatever_its_head_says(
    app: APIFlask, slug: str, change: Callable[[str], None]
) -> None:
    assert _told(app, slug) == {LONG_AGO}
    before = browser(app).get(f"/library/{slug}").headers["ETag"]
    change(slug)
    assert _told(app, slug) == {clock.now().date().isoformat()}
    assert browser(app).get(f"/library/{slug}").headers["ETag"] != before


def test_what_is_drawn_anew_is_as_old_as_it_was(app: APIFlask, slug: str) -> None:
    with transaction(GLOBAL) as db:
        db.execute(update(Article).where(Article.slug == slug).values(stamp="older", html="<p>older</p>"))
    assert writing.load(writing.text(slug, updated="2026-02-03")).drawn_anew == 1
    assert _told(app, slug) == {LONG_AGO}


def test_what_is_live_already_is_not_brought_back_and_as_old_as_it_was(app: APIFlask, slug: str) -> None:
    before = editions.current()
    _set_published(slug, is_live=True)
    assert _told(app, slug) == {LONG_AGO}
    assert editions.current() == before


def test_the_feed_says_when_anything_was_changed(app: APIFlask, slug: str) -> None:
    _set_published(slug, is_live=False)
    changed_at = editions.current()
    assert changed_at is not None
    assert f"<lastBuildDate>{format_datetime(changed_at)}<" in browser(app).get("/library/feed.xml").text
