import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text as sql

from mingus.articles.schemas.incoming import BookmarkDraft, ProgressDraft
from mingus.articles.schemas.views import Found
from mingus.articles.service import own, searching
from mingus.articles.service.listing import Wanted
from mingus.core.db import GLOBAL, transaction
from mingus.core.tenancy import Member
from tests.articles import writing


@pytest.fixture(scope="module", autouse=True)
def _shelf(configuration: object) -> None:
    """The database is there."""


def _search(asked: str) -> Found:
    with transaction(GLOBAL, read_only=True) as db:
        return searching.search(db, None, asked, {})


def test_titles_come_before_summaries_before_bodies(alice: Member) -> None:
    in_body = writing.add(body="Nothing but a zeppelin here.\n")
    in_title = writing.add(title="Zeppelin insurance", body="Nothing.\n")
    in_summary = writing.add(summary="What a zeppelin costs, and who pays.", body="Nothing.\n")
    assert [card.slug for card in _search("zeppelins").cards] == [in_title, in_summary, in_body]


def test_quotes_a_minus_and_or_work(alice: Member) -> None:
    one, other = writing.add(title="Quokka blue money"), writing.add(title="Quokka money blue")
    assert {card.slug for card in _search("quokka").cards} == {one, other}
    assert [card.slug for card in _search('"quokka blue"').cards] == [one]
    assert [card.slug for card in _search('quokka -"quokka blue"').cards] == [other]
    assert {card.slug for card in _search('"quokka blue" or "quokka money"').cards} == {one, other}


@settings(max_examples=30)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=400))
def test_whatever_is_typed_a_search_answers(asked: str) -> None:
    assert len(_search(asked).cards) <= searching.SHOWN


@pytest.mark.parametrize(
    "asked", ["'; DROP TABLE articles; --", "a & | ! ( ) : * <->", '"""', "\\", "%_", "x" * 10_000]
)
def test_signs_of_other_languages_are_words_or_nothing(asked: str) -> None:
    assert isinstance(_search(asked).cards, list)


def test_a_slip_is_mended_by_the_words_of_titles(alice: Member) -> None:
    slug = writing.add(title="Understanding trampolines today")
    found = _search("trampolnies")
    assert (found.meant, [card.slug for card in found.cards]) == ("trampolines", [slug])
    assert _search("qqqqqqqqqq").meant == ""


def test_five_thousand_articles_are_searched_in_bounded_steps(alice: Member) -> None:
    """Few statements, few rows, and no look at more than the index finds."""
    slug = writing.add(title="The only ocarina")
    kept = "summary, phase, level, place, topics, objectives, prerequisites, related, author, published_on, updated_on"
    kept += ", reading_minutes, keywords, html, outline, sources, stamp, changed_at, useful_count, not_useful_count"
    kept += ", stars_count, stars_sum, status, number, origin"
    copy = sql(
        f"INSERT INTO articles (id, slug, title, body_text, {kept}) SELECT gen_random_uuid(), 'many-' || n,"
        f" 'Common money ' || n, 'common words ' || n, {kept} FROM articles, generate_series(1, 5000) n"
        " WHERE slug = :slug"
    )
    try:
        with transaction(GLOBAL) as db:
            db.execute(copy, {"slug": slug})
        with transaction(GLOBAL, read_only=True) as db:
            assert len(searching.search(db, None, "common money", {}).cards) == searching.SHOWN
            assert [card.slug for card in searching.search(db, None, "ocarina", {}).cards] == [slug]
            assert searching.search(db, None, "ocarnia", {}).meant == "ocarina"
            plan = "\n".join(
                db.scalars(sql("EXPLAIN SELECT id FROM articles WHERE search @@ plainto_tsquery('ocarina')"))
            )
        assert "articles_by_search" in plan
    finally:
        with transaction(GLOBAL) as db:
            db.execute(sql("DELETE FROM articles WHERE slug LIKE 'many-%'"))


def _said(asked: str, slug: str, scores: dict[str, int] | None = None) -> str:
    """The words under the title of an article that was found."""
    with transaction(GLOBAL, read_only=True) as db:
        cards = searching.search(db, None, asked, scores or {}).cards
    return "".join(text for text, _ in next(card for card in cards if card.slug == slug).hit)


def test_what_is_closed_shows_its_whole_summary_and_never_the_half_of_a_sentence(alice: Member) -> None:
    told = "A long summary that says in two sentences what waits here. The second one has the marimba and some more."
    hidden = writing.add(level="advanced", summary=told.replace("marimba", "kalimba"), body="The marimba.\n")
    named = writing.add(level="advanced", summary=told, body="Nothing.\n")
    assert _said("marimba", hidden) == told.replace("marimba", "kalimba")
    assert _said("marimba", named) == told


def test_what_is_found_by_its_title_alone_shows_its_summary(alice: Member) -> None:
    told = "A summary of some length that says what a reader gets from it, and then goes on a little."
    slug = writing.add(title="The vuvuzela", summary=told, body="Plain words about money. " * 30 + "\n")
    assert _said("vuvuzela", slug) == told


def test_words_from_the_middle_of_a_text_say_that_something_is_left_out(alice: Member) -> None:
    words = "Plain words about money. " * 20
    slug = writing.add(body=f"{words}The sousaphone is here. {words}\n")
    said = _said("sousaphone", slug)
    assert said.startswith("… ")
    assert said.endswith(" …")


def test_a_search_is_narrowed_to_what_somebody_keeps(alice: Member, bob: Member) -> None:
    kept, other = writing.add(title="Didgeridoo one"), writing.add(title="Didgeridoo two")
    with transaction(alice.household_id, person_id=alice.person_id) as db:
        own.save(db, alice, kept, BookmarkDraft())
        own.note_progress(db, alice, other, ProgressDraft(percent=40))

    def found(member: Member | None, mine: str) -> set[str]:
        whose = {"household_id": member.household_id, "person_id": member.person_id} if member else {}
        with transaction(**{"household_id": GLOBAL, **whose}, read_only=True) as db:
            cards = searching.search(db, member, "didgeridoo", {}, wanted=Wanted(mine=mine)).cards
        return {card.slug for card in cards}

    assert (found(alice, "saved"), found(alice, "reading"), found(alice, "unread")) == ({kept}, {other}, {kept})
    assert (found(bob, "saved"), found(bob, "unread")) == (set(), {kept, other})
    assert found(None, "saved") == {kept, other}


def test_a_heading_does_not_run_into_the_sentence_below_it(alice: Member) -> None:
    body = "We spoke of marimbas.\n\n## Where marimbas live\n\nIn a cupboard with other marimbas, as a rule.\n"
    slug = writing.add(body=body)
    assert "marimbas. Where marimbas live · In a cupboard" in _said("marimbas", slug)
