"""What a test pointed its process at besides (a command's database, another's keys, a Redis) is forgotten after it."""

import gc
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from mingus.core import cache, db
from mingus.core.crypto import keeping

REDIS_ANSWER_SECONDS = 1.0
"""The product waits a twentieth of that; on a busy machine this would make a lost Redis of a living one."""


SELDOM = (100_000, 20, 100)
"""With Python's own (700, 10, 10) the garbage collector took a fifth of what the tests' processes used."""


def pytest_configure() -> None:
    """Whoever starts a run in the background of a script has it ignore Ctrl-C, and all it starts with it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_finish() -> None:
    """What is loaded by now stays; and trees of the whole source come and go, which is not walked through each time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)


@pytest.fixture(scope="session", autouse=True)
def patience_with_redis() -> Iterator[None]:
    """Only servers that are hurt on purpose are given up."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cache, "ANSWER_SECONDS", REDIS_ANSWER_SECONDS)
        yield


@pytest.fixture(autouse=True)
def process_as_it_was() -> Iterator[None]:
    """The next test finds what this one found."""
    with as_it_was():
        yield


@contextmanager
def as_it_was() -> Iterator[None]:
    """After the block the process has the database, the keys and the Redis that it had before."""
    engines, opening = dict(db._engines), dict(db._opening)
    ring, redis = list(keeping._ring), list(cache._used)
    yield
    if engines and db._engines != engines:
        for other in set(db._engines.values()) - set(engines.values()):
            other.dispose()
        db._engines.clear()
        db._engines.update(engines)
        db._opening.update(opening)
    if ring and keeping._ring != ring:
        keeping._ring[:] = ring
        keeping._kept.clear()
    if cache._used != redis:
        for opened in cache._used:
            opened.client.close()
        cache._used[:] = redis
