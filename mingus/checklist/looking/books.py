"""Whether what is stored twice says the same, in every household."""

from collections import Counter

from mingus.checklist.looking.database.asking import LOOK_SECONDS, asking, toured
from mingus.checklist.rules import Finding
from mingus.checklist.surroundings import Surroundings
from mingus.ops import schema


def books_are_right(around: Surroundings) -> Finding:
    """Parts, goals, balances and stored sums, recomputed. The fault is named, never whose it is."""
    with asking(around) as connection:
        books = schema.check_books(connection, seconds=LOOK_SECONDS)
    found: Counter[str] = Counter()
    for fault in books.faults:
        found[fault.what] += fault.count
    faults = [f"{what}: {count}" for what, count in sorted(found.items())]
    return toured(faults, "parts, goals, balances and stored sums add up", books.reach)
