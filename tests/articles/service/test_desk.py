"""Two operators at once, texts that want to be too much, and moments that come early or late."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import text as sql

from mingus.articles import jobs as article_jobs
from mingus.articles.schemas.desk import Edit, NewArticle, Planned
from mingus.articles.service import archive, desk
from mingus.core import clock
from mingus.core.db import GLOBAL, transaction
from mingus.core.errors import Conflict, MingusError, Refused
from mingus.core.ids import new_id
from mingus.core.tenancy import Member
from tests.articles import writing

LENGTH = 20_000


@pytest.fixture
def slug(alice: Member) -> str:
    writing.add_neighbours()
    return writing.add()


def _save(slug: str, title: str) -> int:
    edit = Edit(text=writing.text(slug, title=f"{title} of {slug}"), base_number=1)
    with transaction(GLOBAL) as db:
        return desk.save(db, new_id(), slug, edit)


def _add(slug: str, title: str) -> str:
    draft = NewArticle(text=writing.text(slug, title=f"{title} of {slug}"), publish="now")
    with transaction(GLOBAL) as db:
        return desk.add(db, new_id(), draft)


def _outcomes(work: object, slug: str) -> list[object]:
    def tried(title: str) -> object:
        try:
            return work(slug, title)  # type: ignore[operator]  # one of the two above
        except MingusError as error:
            return type(error)

    with ThreadPoolExecutor(4) as several:
        return list(several.map(tried, ("First", "Second", "Third", "Fourth")))


def test_of_several_who_save_at_once_one_is_first_and_the_others_are_told(slug: str) -> None:
    found = _outcomes(_save, slug)
    assert sorted(map(str, found)) == sorted(map(str, [2, Conflict, Conflict, Conflict]))
    assert writing.row(slug).number == 2


def test_of_several_who_take_an_address_at_once_one_gets_it(slug: str) -> None:
    fresh = writing.fresh_slug()
    found = _outcomes(_add, fresh)
    assert sorted(map(str, found)) == sorted(map(str, [fresh, Refused, Refused, Refused]))


@pytest.mark.parametrize("piece", ["[", "*a ", "> ", "|a|", "$1,400 × ", "](", "\\", "1,"])
def test_a_text_that_wants_to_take_long_does_not(slug: str, piece: str) -> None:
    """Longer than any article. What takes quadratic time would take minutes here, and the suite would say which."""
    body = piece * (LENGTH // len(piece))
    with transaction(GLOBAL, read_only=True) as db:
        looked = archive.look(db, writing.text(writing.fresh_slug(), body=f"Words.[^EARN-01]\n\n{body}"))
    assert {"length", "shape"} & {fault.kind for fault in looked.faults}


def _calls_for(article_id: UUID) -> int:
    waiting = "SELECT count(*) FROM procrastinate_jobs WHERE args ->> 'article_id' = :id AND status = 'todo'"
    with transaction(GLOBAL, read_only=True) as db:
        return int(db.scalar(sql(waiting), {"id": str(article_id)}) or 0)


def test_a_job_that_comes_before_its_moment_comes_again(slug: str) -> None:
    """The clock of the worker may be behind that of the database; the text must go live all the same."""
    _keep_and_plan(slug)
    article_id = writing.row(slug).id
    assert _calls_for(article_id) == 1
    article_jobs.go_live(str(article_id), 2)
    assert (_calls_for(article_id), writing.row(slug).number) == (2, 1)


def test_what_is_planned_and_then_taken_down_is_planned_no_more(slug: str) -> None:
    _keep_and_plan(slug)
    with transaction(GLOBAL) as db:
        desk.set_published(db, new_id(), slug, is_live=False)
    assert writing.row(slug).due_at is None
    article_jobs.go_live(str(writing.row(slug).id), 2)
    assert (writing.row(slug).status, _calls_for(writing.row(slug).id)) == ("unpublished", 1)


def test_what_is_live_is_not_planned_and_what_is_not_there_neither(slug: str) -> None:
    at = clock.now() + timedelta(hours=1)
    for number, refusal in ((1, Refused), (9, MingusError)):
        with transaction(GLOBAL) as db, pytest.raises(refusal):
            desk.schedule(db, new_id(), slug, Planned(number=number, at=at))


def _keep_and_plan(slug: str) -> None:
    edit = Edit(text=writing.text(slug, title=f"Later of {slug}"), base_number=1, publish="keep")
    with transaction(GLOBAL) as db:
        desk.save(db, new_id(), slug, edit)
        desk.schedule(db, new_id(), slug, Planned(number=2, at=clock.now() + timedelta(hours=1)))
