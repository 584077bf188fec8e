"""12.3: the new release is quick, from outside and inside, and what may be kept is kept."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from mingus.checklist.box import Box, database, live, watching
from mingus.checklist.looking import plans, site, speed, statements
from mingus.checklist.looking.figures import figures
from mingus.checklist.looking.http import Answer
from mingus.checklist.looking.stores import NoAnswer
from mingus.checklist.proof import proven, unbuilt
from mingus.checklist.rules import DEPLOYED, Finding, Kind, judged
from mingus.checklist.surroundings import Surroundings

PAGES: Final = ("/", "/login", "/register", site.READY)
PROBES: Final = 20
MAX_OUTSIDE_SECONDS: Final = 0.8
MAX_INSIDE_SECONDS: Final = 0.2
LOAD_DAYS: Final = 30
BENCH: Final = "bench/run"
PRIVATE: Final = ("/", "/login", "/goals", "/api/auth/check-auth")
PUBLIC: Final = ("/robots.txt", "/manifest.webmanifest")
_STYLE: Final = re.compile(r'/assets/[^"]+\.css')


@watching
def pages_come_quickly(around: Surroundings) -> Finding:
    """Twenty probes of each page that people enter by: of each, 95 of a hundred within 800 ms, all of them answered."""
    answers: dict[str, list[Answer]] = {path: [] for path in PAGES}
    for _ in site.rounds(around, PROBES):
        for path in PAGES:
            answers[path].append(around.network.get(around.site + path))
    return of_probes({path: [(each.status, each.seconds) for each in found] for path, found in answers.items()})


@live
def the_server_takes_little_of_it(around: Surroundings) -> Finding:
    """By its own figures the application begins 95 of a hundred answers in less than 200 ms."""
    found = speed.percentile_95_inside(figures(around))
    words = f"95 of a hundred answers begin within {found * 1000:.0f} ms"
    return judged(slow("the application", found, MAX_INSIDE_SECONDS), words, milliseconds=round(found * 1000))


def of_probes(
    probes: Mapping[str, Sequence[tuple[int, float]]], allowed_seconds: float = MAX_OUTSIDE_SECONDS
) -> Finding:
    """What is to be said of pages, each with the status and the seconds of its answers."""
    wrong = {(path, status) for path, answers in probes.items() for status, _ in answers if status != 200}
    faults = [f"{path} answers {status}" for path, status in sorted(wrong)]
    found = {path: speed.percentile_95([seconds for _, seconds in answers]) for path, answers in probes.items()}
    faults += [fault for path, seconds in found.items() for fault in slow(path, seconds, allowed_seconds)]
    slowest = max(found.values())
    words = f"{len(probes)} pages within {slowest * 1000:.0f} ms for 95 of a hundred, TLS included"
    return judged(faults, words, probes=sum(map(len, probes.values())), milliseconds=round(slowest * 1000))


def slow(what: str, seconds: float, allowed: float) -> list[str]:
    """The fault of something that takes as long as is allowed, or longer."""
    return [f"{what} takes {seconds * 1000:.0f} ms for 95 of a hundred"] if seconds >= allowed else []


@live
def caches_keep_what_they_may(around: Surroundings) -> Finding:
    """What belongs to one person is kept by nobody; what is for all is; what never changes is asked for once."""
    get, home = around.network.get, around.site
    faults = [
        f"{path} may be kept by a cache"
        for path in PRIVATE
        if "no-store" not in (answer := get(home + path)).header("Cache-Control") or answer.header("Age")
    ]
    faults += [
        f"{path} is kept by nobody" for path in PUBLIC if "public" not in get(home + path).header("Cache-Control")
    ]
    style = _STYLE.search(get(home + "/login").text)
    if style is None:
        raise NoAnswer("/login names no style sheet")
    first = get(home + style[0])
    if "immutable" not in first.header("Cache-Control"):
        faults.append(f"{style[0]} never changes, and does not say so")
    again = get(home + style[0], if_none_match=first.header("ETag"))
    if again.status != 304:
        faults.append(f"{style[0]} answers {again.status} to who has it already, instead of 304")
    return judged(faults, f"{len(PRIVATE)} private pages are kept by nobody, {len(PUBLIC) + 1} public things by all")


BOXES = (
    Box(
        "12.3.1",
        "It bears twice the load we expect",
        all_of=(proven("12.3.1", "bench/load", max_days=LOAD_DAYS, same_commit=False),),
        passes="a load test of at most 30 days kept to the promised times at twice the expected peak",
        fix="`mingus evidence run 12.3.1 -- bench/load`",
    ),
    Box(
        "12.3.2",
        "Pages come quickly, seen from outside",
        all_of=(pages_come_quickly, the_server_takes_little_of_it, proven("12.3.2", BENCH)),
        passes="95 of a hundred within 800 ms from outside and 200 ms inside; the bench held on this commit",
        fix=f"docs/runbooks/latency.md; `mingus evidence run 12.3.2 -- {BENCH}`",
        stages=DEPLOYED,
    ),
    Box(
        "12.3.3",
        "The database is quick",
        all_of=(
            database(statements.statements_are_quick),
            database(statements.pages_come_from_memory),
            database(plans.nobody_reads_a_big_table_whole),
        ),
        passes="the twenty costliest statements under 20 ms, more than 99 % from memory, no large table read whole",
        fix="`mingus checklist show 12.3.3` names the statement; give it an index, in a migration.",
    ),
    Box(
        "12.3.4",
        "Caches keep what they may, and nothing else",
        all_of=(
            caches_keep_what_they_may,
            unbuilt(Kind.LIVE, "two accounts of our own, whose pages are held against each other"),
            unbuilt(Kind.REDIS, "articles that are kept in Redis"),
        ),
        passes="private pages are kept by nobody, public things by all, four of five articles come from the cache",
        fix="`mingus checklist show 12.3.4` names the address; its caching stands in its `open_to`.",
        stages=DEPLOYED,
    ),
)
