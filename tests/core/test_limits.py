from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from mingus.core import db, limits
from mingus.core.clock import now
from mingus.core.errors import TooManyRequests
from mingus.core.ids import new_id
from mingus.core.limits import RateLimit
from mingus.core.settings import Settings

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _connected(configuration: Settings) -> None:
    db.connect(configuration.database_url)


@pytest.fixture
def key() -> str:
    return f"test|{new_id()}"


def use(key: str, at_most: int = 3) -> bool:
    try:
        with db.transaction(db.GLOBAL) as session:
            limits.count(session, key, at_most=at_most, within=HOUR)
    except TooManyRequests:
        return False
    return True


def test_the_limit_is_reached_after_exactly_so_many_uses(key: str) -> None:
    assert [use(key) for _ in range(5)] == [True, True, True, False, False]


def test_it_says_when_to_come_back(key: str) -> None:
    use(key, at_most=1)
    with pytest.raises(TooManyRequests) as caught, db.transaction(db.GLOBAL) as session:
        limits.count(session, key, at_most=1, within=HOUR)
    assert 3590 <= caught.value.retry_after_seconds <= 3601


def test_many_at_once_get_no_more_than_one_after_another(key: str) -> None:
    with ThreadPoolExecutor(5) as crowd:
        got_in = list(crowd.map(lambda _: use(key, at_most=7), range(20)))
    assert sum(got_in) == 7


def test_a_window_ends(key: str) -> None:
    use(key, at_most=1)
    assert not use(key, at_most=1)
    with db.transaction(db.GLOBAL) as session:
        session.execute(update(RateLimit).where(RateLimit.key == limits._hashed(key)).values(ends_at=now()))
    assert use(key, at_most=1)


def test_keys_do_not_touch_each_other(key: str) -> None:
    use(key, at_most=1)
    assert use(f"{key}2", at_most=1)


def test_who_got_in_starts_anew(key: str) -> None:
    use(key, at_most=1)
    with db.transaction(db.GLOBAL) as session:
        limits.clear(session, key)
    assert use(key, at_most=1)


def test_no_key_is_stored_as_it_is(key: str) -> None:
    use(key)
    with db.transaction(db.GLOBAL, read_only=True) as session:
        stored = session.scalars(select(RateLimit.key).where(RateLimit.key == limits._hashed(key))).one()
    assert len(stored) == 32
    assert key.encode() not in stored


def test_a_count_is_forgotten_when_its_window_is_over_and_not_before(key: str) -> None:
    use(key)
    with db.transaction(db.GLOBAL) as session:
        mine = RateLimit.key == limits._hashed(key)
        limits.prune(session)
        assert session.scalar(select(RateLimit.used).where(mine)) == 1
        session.execute(update(RateLimit).where(mine).values(ends_at=now() - HOUR))
        assert limits.prune(session) >= 1
        assert session.scalar(select(RateLimit.used).where(mine)) is None
