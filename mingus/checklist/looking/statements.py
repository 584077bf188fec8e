"""How fast the database's statements are, by its own count, and whether it writes down the slow ones."""

from decimal import Decimal
from typing import Final

from mingus.checklist.looking.database.asking import asking, is_here
from mingus.checklist.looking.stores import NoAnswer
from mingus.checklist.missing import Missing
from mingus.checklist.rules import Finding, Stage, judged
from mingus.checklist.surroundings import Surroundings
from mingus.ops import schema

EXTENSION: Final = "pg_stat_statements"
THRESHOLD: Final = "log_min_duration_statement"
MAX_MEAN_MS: Final = 20
MIN_HIT_PERCENT: Final = 99
ENOUGH_PAGES: Final = 1_000_000  # fewer are the reading that any start does
MAX_THRESHOLD_MS: Final = 500


def statements_are_counted(around: Surroundings) -> Finding:
    """The extension that counts statements is there, and tells."""
    found = counted(around)
    return judged([], f"{EXTENSION} counts statements", told=len(found.top))


def statements_are_quick(around: Surroundings) -> Finding:
    """Each of the twenty statements that cost the most takes less than 20 ms on average."""
    found = counted(around)
    if not found.top:
        raise Missing("no evidence yet: no statement has run five times")
    slowest = max(each.mean_ms for each in found.top)
    return judged(
        slow(found), f"the slowest of {len(found.top)} takes {slowest} ms on average", looked_at=len(found.top)
    )


def counted(around: Surroundings) -> schema.Statistics:
    """What the extension counted. Raises NoAnswer where it is not there, Missing where nobody was to install it."""
    with asking(around) as connection:
        found = schema.statistics(connection)
        is_ours = around.stage is Stage.LOCAL and is_here(connection)
    if found.reason and is_ours:
        raise Missing(f"not built: counting statements in a database of this machine ({found.reason})")
    if found.reason:
        raise NoAnswer(found.reason)
    return found


def slow(found: schema.Statistics) -> list[str]:
    """The statements that take too long, by the number PostgreSQL gives them."""
    return [
        f"statement {each.query_id} takes {each.mean_ms} ms on average ({each.calls} calls)"
        for each in found.top
        if each.mean_ms >= MAX_MEAN_MS
    ]


def pages_come_from_memory(around: Surroundings) -> Finding:
    """Of a hundred pages that were asked for, more than 99 were in memory."""
    with asking(around) as connection:
        load = schema.load(connection)
    pages, percent = load.block_hits + load.block_reads, load.cache_hit_percent
    if percent is None or pages < ENOUGH_PAGES:
        raise Missing(f"no evidence yet: only {pages} pages were asked for since the statistics began")
    return judged(cold(percent), f"{percent} % of {pages} pages came from memory", percent=str(percent))


def cold(percent: Decimal) -> list[str]:
    """The fault of a cache in which too little is found."""
    return [] if percent > MIN_HIT_PERCENT else [f"only {percent} % of the pages came from memory"]


def slow_statements_are_logged(around: Surroundings) -> Finding:
    """Whatever takes half a second or longer is written into the server's log."""
    with asking(around) as connection:
        said = schema.settings(connection, THRESHOLD).get(THRESHOLD, "")
    return judged(unlogged(said), f"the server logs what takes {said} or longer")


def unlogged(said: str) -> list[str]:
    """The fault of a threshold ('500ms') that is off or too high."""
    number = said.removesuffix("ms")
    if not number.isdigit():
        return [f"the server logs no slow statement ({THRESHOLD} is off)"]
    return [f"the server logs only what takes {said} or longer"] if int(number) > MAX_THRESHOLD_MS else []
