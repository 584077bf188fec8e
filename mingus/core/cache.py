"""Redis or Valkey as a fast copy. Nothing in it is lost when it is, and nobody waits for it longer than 50 ms.

Every key is `mingus:<kind>:…` and ends by itself. After a fault this process leaves Redis alone for some seconds, so
that a dead or frozen one costs a single wait; meanwhile, and without REDIS_URL, every answer is “not there”.
"""

from collections.abc import Callable
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, TypeVar

import orjson
import structlog

from mingus.core import metrics
from mingus.core.settings import Settings

if TYPE_CHECKING:
    from redis import Redis

log = structlog.get_logger()

ANSWER_SECONDS: Final = 0.05  # for connecting, and for each answer
LEFT_ALONE_SECONDS: Final = 5.0
PREFIX: Final = "mingus"
GONE: Final = b"null"
GONE_SECONDS: Final = 120  # longer than any transaction of a page, and than a request may take to write its copy
NOT_USED: Final = "not used"
OK: Final = "ok"
SILENT: Final = "degraded: it does not answer, and Mingus works without it"

T = TypeVar("T")


class Breaker:
    """Opens at a fault. When its time is over one caller may try, and the others wait for how that goes."""

    def __init__(self, left_alone_seconds: float = LEFT_ALONE_SECONDS) -> None:
        self._left_alone_seconds = left_alone_seconds
        self._opens_until = 0.0
        self._lock = Lock()

    @property
    def is_open(self) -> bool:
        """Whether something went wrong last."""
        return self._opens_until > 0

    def lets_through(self) -> bool:
        """Whether this caller may try."""
        if not self._opens_until:
            return True
        with self._lock:
            if monotonic() < self._opens_until:
                return False
            self._opens_until = monotonic() + self._left_alone_seconds
            return True

    def failed(self) -> bool:
        """Open, or stay open; whether it was closed before."""
        with self._lock:
            was_closed = not self._opens_until
            self._opens_until = monotonic() + self._left_alone_seconds
            return was_closed

    def went_well(self) -> bool:
        """Close; whether it was open before."""
        if not self._opens_until:
            return False
        with self._lock:
            was_open, self._opens_until = self._opens_until > 0, 0.0
            return was_open


class _Redis:
    """The Redis of this process, and whether it may be asked."""

    def __init__(self, url: str) -> None:
        from redis import Redis
        from redis.exceptions import RedisError, ResponseError

        self.client: Redis = Redis.from_url(
            url,
            socket_timeout=ANSWER_SECONDS,
            socket_connect_timeout=ANSWER_SECONDS,
            retry=None,
            protocol=2,  # the third would ask for a greeting, and say one more time-out
            driver_info=None,
        )
        self.breaker = Breaker()
        self.error, self.refusal = RedisError, ResponseError


_used: list[_Redis] = []


def use(settings: Settings) -> None:
    """Point this process at the Redis of `settings`, or at none. It is not asked before somebody wants something."""
    for old in _used:
        old.client.close()
    _used[:] = [_Redis(settings.redis_url)] if settings.redis_url else []


def is_used() -> bool:
    """Whether there is a Redis at all."""
    return bool(_used)


def key(kind: str, *parts: object) -> str:
    """The name of a copy: what kind, and of what."""
    return ":".join((PREFIX, kind, *map(str, parts)))


def get(name: str) -> Any:
    """What was put under this name; None when there is nothing, or nobody to ask."""
    raw: Any = ask(lambda redis: redis.get(name))
    value = _read(raw)
    if _used:
        metrics.cache_asked(found=value is not None)
    return value


def put(name: str, value: Any, *, seconds: float) -> None:
    """Keep a copy for so long. What is there already stays: a copy as good, or the mark that `drop` left."""
    raw = orjson.dumps(value)
    ask(lambda redis: redis.set(name, raw, nx=True, px=max(1, int(seconds * 1000))))


def drop(*names: str) -> None:
    """Take copies away, and keep away for a while whoever has read before what is about to change.

    Call it before the change is committed: from here on the database is asked. It is tried even while Redis is left
    alone, because a copy that stays is worse than a wait.
    """
    if names:
        ask(lambda redis: _mark(redis, names), anyway=True)


def ask(do: Callable[["Redis"], T], *, anyway: bool = False) -> T | None:
    """What `do` brings from Redis; None when there is none, it does not answer, or it says no."""
    if not _used:
        return None
    redis = _used[0]
    if not redis.breaker.lets_through() and not anyway:
        return None
    try:
        answer = do(redis.client)
    except redis.refusal as refusal:  # full, or of a version that lacks something: it answers, so it may be asked again
        log.warning("redis refused", fault=type(refusal).__name__)
        metrics.cache_failed()
        return None
    except redis.error as fault:
        _lost(redis, type(fault).__name__)
        return None
    if redis.breaker.went_well():
        log.info("redis is back")
    return answer


def state() -> str:
    """'ok', 'not used', or a sentence about what is wrong."""
    if not _used:
        return NOT_USED
    return OK if ask(lambda redis: redis.ping()) else SILENT


def _read(raw: bytes | None) -> Any:
    try:
        return orjson.loads(raw) if raw else None
    except orjson.JSONDecodeError:
        return None


def _mark(redis: "Redis", names: tuple[str, ...]) -> None:
    """First take away, then mark: a full Redis still does the first."""
    with redis.pipeline(transaction=False) as pipe:
        pipe.delete(*names)
        for name in names:
            pipe.set(name, GONE, ex=GONE_SECONDS)
        pipe.execute()


def _lost(redis: _Redis, fault: str) -> None:
    metrics.cache_failed()
    if redis.breaker.failed():
        log.warning("redis lost", fault=fault)
