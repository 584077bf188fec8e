"""What the services of the library share: how often they ask, and what they tell to whom."""

from collections.abc import Iterator

import pytest
from sqlalchemy import event

from mingus.articles.asking import looking
from mingus.articles.schemas.incoming import BookmarkDraft
from mingus.articles.service import archive, featuring, feeding, listing, own, publishing, shelf, showing
from mingus.articles.service.levels import scores_of
from mingus.core import db
from mingus.core.db import GLOBAL, transaction
from mingus.core.errors import NotFound
from mingus.core.tenancy import Member
from tests.articles import writing
from tests.articles.reading import scored


@pytest.fixture
def statements(alice: Member) -> Iterator[list[str]]:
    """Every statement this process sends from now on."""
    sent: list[str] = []

    def listen(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

    event.listen(db.engine(), "before_cursor_execute", listen)
    yield sent
    event.remove(db.engine(), "before_cursor_execute", listen)


def test_reading_takes_a_fixed_number_of_statements(alice: Member, statements: list[str]) -> None:
    slug = writing.add()
    with transaction(**looking(alice)) as session:
        statements.clear()
        scores = scores_of(session, alice)
        showing.show(session, alice, slug, scores)
        assert len(statements) == 3, "scores, the article with what is mine, its neighbours"
        statements.clear()
        listing.listed(session, alice, listing.EVERYTHING, scores)
        assert len(statements) == 1


def test_scores_are_those_of_the_last_check_and_nobody_elses(alice: Member, bob: Member) -> None:
    scored(alice, be=10, do=20, have=30)
    scored(alice, be=40, do=50, have=60)
    with transaction(**looking(alice)) as session:
        assert scores_of(session, alice) == {"be": 40, "do": 50, "have": 60}
    with transaction(**looking(bob)) as session:
        assert scores_of(session, bob) == {}
        assert scores_of(session, None) == {}


def test_a_note_is_for_its_person_alone_even_in_the_table(alice: Member, bob: Member) -> None:
    slug = writing.add()
    with transaction(alice.household_id, person_id=alice.person_id) as session:
        own.save(session, alice, slug, BookmarkDraft(note="mine"))
    with transaction(**looking(bob)) as session:
        assert shelf.saved(session, bob, {}) == []
        assert shelf.saved(session, alice, {}) == [], "even for who asks with somebody else's name"


def test_feeds_tell_newest_first_and_no_text(alice: Member) -> None:
    slug = writing.add(published="2031-05-05", updated="2031-05-05", title="From the future")
    with transaction(GLOBAL, read_only=True) as session:
        assert feeding.newest(session)[0].title == "From the future"
        assert f"/library/{slug}" in {each.url for each in feeding.every(session)}


def test_visitors_are_offered_beginnings(alice: Member) -> None:
    writing.add(phase="have")
    with transaction(GLOBAL, read_only=True) as session:
        assert {each.card.level for each in featuring.featured(session, None)} == {"beginner"}


def test_another_fact_or_drawing_gives_another_stamp() -> None:
    assert publishing.stamp_of(["EARN-01"]) != publishing.stamp_of(["EARN-02"])
    assert publishing.stamp_of(["EARN-01", "EARN-02"]) == publishing.stamp_of(["EARN-02", "EARN-01"])


def test_the_desk_knows_only_what_is_there(alice: Member) -> None:
    with transaction(GLOBAL, read_only=True) as session, pytest.raises(NotFound):
        archive.on_desk(session, "nothing-there")
