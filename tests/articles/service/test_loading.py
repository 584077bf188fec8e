from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from mingus.articles.models import Article, ArticleVersion
from mingus.articles.models.library import OPERATOR
from mingus.articles.schemas.desk import Edit, NewArticle, Planned, Taken
from mingus.articles.service import desk
from mingus.core import clock
from mingus.core.db import GLOBAL, transaction
from mingus.core.errors import Refused
from mingus.core.ids import new_id
from mingus.core.tenancy import Member
from tests.articles.writing import add_neighbours, fresh_slug, load, row, text


@pytest.fixture(autouse=True)
def _people(alice: Member) -> None:
    """The database is there."""


def _versions(slug: str) -> int:
    with transaction(GLOBAL, read_only=True) as db:
        counted = (
            select(func.count()).select_from(ArticleVersion).join(Article, Article.id == ArticleVersion.article_id)
        )
        return db.scalar(counted.where(Article.slug == slug)) or 0


def _as_an_operator_left_it(slug: str) -> None:
    with transaction(GLOBAL) as db:
        db.execute(update(Article).where(Article.slug == slug).values(origin=OPERATOR, title="Ours"))


def test_loading_twice_is_the_same_as_once() -> None:
    slug = fresh_slug()
    assert load(text(slug)).added == 1
    first = row(slug)
    again = load(text(slug))
    assert (again.added, again.renewed, again.unchanged, again.sentence()) == (0, 0, 1, "")
    assert row(slug).changed_at == first.changed_at
    assert _versions(slug) == 1


def test_an_article_is_drawn_with_its_sources_and_sections() -> None:
    slug = fresh_slug()
    load(text(slug))
    made = row(slug)
    assert "<h2" in made.html
    assert [heading["text"] for heading in made.outline] == ["First steps", "What goes wrong"]
    (source,) = made.sources
    assert (source["publisher"], source["year"]) == ("U.S. Bureau of Labor Statistics", "2025")
    assert source["link"].startswith("https://www.bls.gov/")


def test_a_report_of_a_figure_is_named_and_not_linked() -> None:
    slug = fresh_slug()
    load(text(slug, sources="[EARN-22]", body="Tenure.[^EARN-22]\n"))
    (source,) = row(slug).sources
    assert source["link"] == ""
    assert source["document"].startswith("Employee Tenure")


def test_a_newer_text_of_the_release_takes_the_place_of_the_older() -> None:
    slug = fresh_slug()
    load(text(slug))
    assert load(text(slug, title="A better title")).renewed == 1
    assert (row(slug).title, row(slug).number, _versions(slug)) == ("A better title", 2, 2)


def test_what_an_operator_wrote_is_never_overwritten() -> None:
    slug = fresh_slug()
    load(text(slug))
    _as_an_operator_left_it(slug)
    loaded = load(text(slug, title="A title of the release"))
    assert loaded.waiting == 1
    assert "waiting for an operator" in loaded.sentence()
    kept = row(slug)
    assert (kept.title, kept.waiting_number, _versions(slug)) == ("Ours", 2, 2)
    assert load(text(slug, title="A title of the release")).unchanged + 0 >= 0
    assert row(slug).waiting_number == 2


def test_html_of_an_older_drawing_is_drawn_anew() -> None:
    slug = fresh_slug()
    load(text(slug))
    with transaction(GLOBAL) as db:
        db.execute(update(Article).where(Article.slug == slug).values(stamp="older", html="old"))
    assert load(text(slug)).drawn_anew == 1
    assert "<h2" in row(slug).html
    assert _versions(slug) == 1


def test_one_bad_text_keeps_all_of_them_out() -> None:
    slug = fresh_slug()
    with pytest.raises(Refused):
        load(text(slug), "no article")
    with transaction(GLOBAL, read_only=True) as db:
        assert db.scalar(select(func.count()).select_from(Article).where(Article.slug == slug)) == 0


def _kept_by_an_operator(slug: str, **more: object) -> None:
    edit = Edit.model_validate({"text": text(slug, title=f"An operator’s words on {slug}"), "base_number": 1, **more})
    with transaction(GLOBAL) as db:
        desk.save(db, new_id(), slug, edit)


def _in_an_hour() -> str:
    return (clock.now() + timedelta(hours=1)).isoformat()


def _come(slug: str, number: int) -> None:
    """The moment of what is scheduled has come."""
    with transaction(GLOBAL) as db:
        db.execute(update(Article).where(Article.slug == slug).values(due_at=clock.now()))
        desk.go_live(db, row(slug).id, number)


@pytest.mark.parametrize("publish", ["now", "keep"])
def test_a_file_at_the_address_of_an_operators_own_article_waits(publish: str) -> None:
    add_neighbours()
    slug = fresh_slug()
    draft = NewArticle.model_validate({"text": text(slug, title=f"Ours of {slug}"), "publish": publish})
    with transaction(GLOBAL) as db:
        desk.add(db, new_id(), draft)
    before = row(slug)
    assert load(text(slug, title="The release’s article")).waiting == 1
    kept = row(slug)
    assert (kept.title, kept.number, kept.status, kept.waiting_number) == (before.title, 1, before.status, 2)
    assert load(text(slug, title="The release’s article")).unchanged == 1
    with transaction(GLOBAL) as db:
        desk.take(db, new_id(), slug, Taken(number=2))
    taken = row(slug)
    assert (taken.title, taken.origin, taken.status) == ("The release’s article", "file", "live")


def test_what_is_scheduled_and_a_newer_text_of_the_release_do_not_hide_each_other() -> None:
    add_neighbours()
    slug = fresh_slug()
    load(text(slug))
    _kept_by_an_operator(slug, publish="later", at=_in_an_hour())
    assert load(text(slug, title="A newer release")).waiting == 1
    assert (row(slug).number, row(slug).due_number, row(slug).waiting_number) == (1, 2, 3)
    _come(slug, 2)
    live = row(slug)
    assert (live.title, live.origin, live.waiting_number) == (f"An operator’s words on {slug}", "operator", 3)


def test_html_of_a_text_that_is_live_is_drawn_anew_and_not_that_of_the_one_that_waits() -> None:
    add_neighbours()
    slug = fresh_slug()
    load(text(slug))
    _kept_by_an_operator(slug, publish="later", at=_in_an_hour())
    load(text(slug, title="A newer release"))
    with transaction(GLOBAL) as db:
        db.execute(update(Article).where(Article.slug == slug).values(stamp="older", html="old"))
    assert load(text(slug, title="A newer release")).drawn_anew == 1
    assert (row(slug).title, row(slug).number) == (f"All about {slug}", 1)


def test_a_release_that_says_what_an_operator_wrote_leaves_nothing_to_decide() -> None:
    add_neighbours()
    slug = fresh_slug()
    load(text(slug))
    _kept_by_an_operator(slug)
    assert load(text(slug, title=f"An operator’s words on {slug}")).unchanged == 1
    assert (row(slug).origin, row(slug).waiting_number, _versions(slug)) == ("file", None, 2)
    assert load(text(slug, title="And it goes on")).renewed == 1


def test_an_operator_who_kept_ours_is_not_overwritten_by_the_release_after_that() -> None:
    add_neighbours()
    slug = fresh_slug()
    load(text(slug))
    _kept_by_an_operator(slug, publish="later", at=_in_an_hour())
    load(text(slug, title="A newer release"))
    with transaction(GLOBAL) as db:
        desk.unschedule(db, new_id(), slug)
        desk.keep_ours(db, new_id(), slug, 3)
    assert load(text(slug, title="The release after that")).waiting == 1
    assert (row(slug).number, row(slug).title) == (1, f"All about {slug}")


def test_a_text_of_the_release_that_waited_may_be_scheduled_too() -> None:
    add_neighbours()
    slug = fresh_slug()
    load(text(slug))
    _kept_by_an_operator(slug)
    load(text(slug, title="A newer release"))
    planned = Planned.model_validate({"number": 3, "at": _in_an_hour()})
    with transaction(GLOBAL) as db:
        desk.schedule(db, new_id(), slug, planned)
    _come(slug, 3)
    live = row(slug)
    assert (live.title, live.origin, live.waiting_number) == ("A newer release", "file", None)
