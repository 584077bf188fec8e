import pytest
from sqlalchemy import func, select, update

from mingus.articles.models import Article, ArticleVersion
from mingus.articles.models.library import OPERATOR
from mingus.core.db import GLOBAL, transaction
from mingus.core.errors import Refused
from mingus.core.tenancy import Member
from tests.articles.writing import fresh_slug, load, row, text


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
