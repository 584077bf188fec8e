"""Editions of the library only ever grow, in the order in which their changes are seen."""

from concurrent.futures import ThreadPoolExecutor, wait
from datetime import UTC, datetime, timedelta

import pytest

from mingus.articles.service import desk, editions
from mingus.core import clock
from mingus.core.db import GLOBAL, transaction
from mingus.core.ids import new_id
from mingus.core.tenancy import Member
from tests.articles import writing


def _take_down(slug: str) -> None:
    with transaction(GLOBAL) as db:
        desk.set_published(db, new_id(), slug, is_live=False)


@pytest.mark.usefixtures("alice")
def test_each_change_makes_a_newer_one() -> None:
    slug = writing.add()
    loaded = editions.current()
    _take_down(slug)
    taken_down = editions.current()
    assert loaded is not None
    assert taken_down is not None
    assert loaded < taken_down


@pytest.mark.usefixtures("alice")
def test_a_clock_that_is_behind_makes_newer_ones_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    slug = writing.add()
    before = editions.current()
    behind = datetime.now(UTC) - timedelta(days=3)
    monkeypatch.setattr(clock, "now", lambda: behind)
    monkeypatch.setattr(editions, "now", lambda: behind)
    _take_down(slug)
    after = editions.current()
    assert before is not None
    assert after is not None
    assert after > before


def test_a_change_waits_for_the_one_before_and_is_newer(alice: Member) -> None:
    one, other = writing.add(), writing.add()
    with ThreadPoolExecutor(1) as second:
        with transaction(GLOBAL) as db:
            desk.set_published(db, alice.person_id, one, is_live=False)
            waiting = second.submit(_take_down, other)
            assert not wait([waiting], timeout=0.3).done, "the second waits for the first"
        waiting.result(timeout=30)
    assert writing.row(one).changed_at < writing.row(other).changed_at
