"""Looks at what Mingus keeps in Redis: copies of sessions, counts, and nothing without an end. Boxes decorate them."""

import secrets
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Final

from mingus.checklist.looking.redis_server import WITHOUT
from mingus.checklist.missing import Missing
from mingus.checklist.rules import Finding, Stage, judged, looked_at, not_applicable
from mingus.checklist.surroundings import Surroundings
from mingus.core import cache
from mingus.core.pacing import shared
from mingus.identity import fast_copy

if TYPE_CHECKING:
    from redis import Redis

KINDS: Final = frozenset({fast_copy.KIND, shared.KIND, "checklist"})
MOST_KEYS: Final = 5000
AT_MOST, USES = 3, 5
SECONDS: Final = 60
NOBODY: Final = "nobody has been signed in during the last minute: open a page of Mingus, then look again"


def copies_of_sessions_end(around: Surroundings) -> Finding:
    """Each copy of a session is sealed, and ends within a minute; what takes its place when it changes, within two."""
    if _is_without(around):
        return not_applicable(WITHOUT)
    with around.redis() as client:
        names = list(islice(client.scan_iter(f"{cache.key(fast_copy.KIND)}:*", count=500), MOST_KEYS))
        if not names:
            raise Missing(NOBODY)
        faults = [fault for name in names for fault in _faults_of_copy(client, name)]
    return looked_at(len(names), faults, f"{len(names)} copies of sessions are sealed and end by themselves")


def what_is_kept_is_ours_and_ends(around: Surroundings) -> Finding:
    """A value comes back; every key says by its name what it is of whom, and ends by itself."""
    if _is_without(around):
        return not_applicable(WITHOUT)
    with around.redis() as client:
        name, value = cache.key("checklist", secrets.token_hex(8)), secrets.token_hex(8)
        client.set(name, value, ex=SECONDS)
        faults = [] if client.get(name) == value else ["what was put in does not come back"]
        names = list(islice(client.scan_iter(count=500), MOST_KEYS))
        faults += [fault for one in names for fault in _faults_of_key(client, one)]
        client.delete(name)
    return looked_at(len(names), faults, f"a value comes back, and {len(names)} keys are ours and end")


def processes_count_together(around: Surroundings) -> Finding:
    """Two connections use up one limit by the script that every web process runs."""
    if _is_without(around):
        return not_applicable(WITHOUT)
    name = cache.key("checklist", secrets.token_hex(8))
    with around.redis() as one, around.redis() as other:
        tries = [shared.run(client, [name], [AT_MOST], SECONDS) for client in [one, other] * USES]
        one.delete(name)
    taken = sum(wait == 0 for wait in tries)
    faults = [] if taken == AT_MOST else [f"a limit of {AT_MOST} let {taken} through"]
    return judged(faults, f"two processes together got {taken} of {len(tries)} through, as the limit says")


def _is_without(around: Surroundings) -> bool:
    return around.stage is Stage.LOCAL and not around.environ.get("REDIS_URL")


def _faults_of_copy(client: "Redis", name: str) -> Iterator[str]:
    value, left = str(client.get(name) or ""), int(str(client.ttl(name)))
    if not value:
        return  # it ended while we looked
    longest = cache.GONE_SECONDS if value == cache.GONE.decode() else fast_copy.LIFE.total_seconds()
    if not 0 <= left <= longest:
        yield f"a copy of a session lasts {left} seconds" if left >= 0 else "a copy of a session never ends"
    if value != cache.GONE.decode() and "{" in value:
        yield "a copy of a session is not sealed"


def _faults_of_key(client: "Redis", name: str) -> Iterator[str]:
    prefix, _, rest = name.partition(":")
    kind = rest.partition(":")[0]
    if prefix != cache.PREFIX or kind not in KINDS:
        yield f"a key begins with {prefix[:20]}:{kind[:20]}, which is none of ours"
    elif int(str(client.ttl(name))) == -1:
        yield f"a key of {kind} never ends"
