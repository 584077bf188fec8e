"""Whether what must be sealed in the database is sealed, with the newest key, and nothing of it lies open elsewhere."""

from typing import Final

from mingus.checklist.looking.database.asking import LOOK_SECONDS, asking, toured
from mingus.checklist.missing import Missing
from mingus.checklist.rules import Finding, judged
from mingus.checklist.surroundings import Surroundings
from mingus.core.crypto import KeyRing
from mingus.ops import schema

MIN_PERCENT_CURRENT: Final = 99


def sealed_columns_are_sealed(around: Surroundings) -> Finding:
    """A sample of every encrypted column: each value is an envelope. Missing while there is none to look at."""
    with asking(around) as connection:
        found = schema.sealed(connection, seconds=LOOK_SECONDS)
    values = sum(column.looked_at for column in found.columns)
    faults = [
        f"{each.open} of {each.looked_at} values of {each.table}.{each.column} are open"
        for each in found.columns
        if each.open
    ]
    if not found.columns:
        faults = ["the database has no encrypted column at all"]
    elif not values:
        raise Missing("no evidence yet: no sealed value is there to look at")
    words = f"{values} values of {len(found.columns)} columns are sealed"
    return toured(faults, words, found.reach, values=values, columns=len(found.columns))


def nothing_lies_open(around: Surroundings) -> Finding:
    """No card number, IBAN or address of mail stands in a column of text where it does not belong."""
    with asking(around) as connection:
        found = schema.search(connection, seconds=LOOK_SECONDS)
    faults = [f"{each.count} times {each.kind} in {each.table}.{each.column}" for each in found.misplaced]
    if not found.columns:
        faults = ["the database has no column of text to look into"]
    free = len(found.findings) - len(found.misplaced)
    words = f"nothing in {found.columns} columns of text but what banks and people wrote themselves"
    return toured(faults, words, found.reach, columns=found.columns, in_free_text=free)


def newest_key_wraps_all(around: Surroundings) -> Finding:
    """At least 99 of a hundred data keys are wrapped by the root key that seals now, and none by one that is lost."""
    olds = [key.strip() for key in around.environ.get("FIELD_ENCRYPTION_KEYS_OLD", "").split(",")]
    ring = KeyRing(around.setting("FIELD_ENCRYPTION_KEY"), olds)
    with asking(around) as connection:
        keys = schema.keys(connection, ring)
    total = sum(count for _, count in keys.wrapped_by)
    faults = [f"data keys need the root key {kid}, which is not configured" for kid in keys.missing]
    if keys.canary == "wrong":
        faults.append(f"the root key {keys.current} is not the one that was registered under this id")
    if not faults and not total:
        raise Missing("no evidence yet: no data key is there")
    if keys.percent_current < MIN_PERCENT_CURRENT:
        faults.append(f"the newest root key wraps {keys.percent_current} % of the data keys")
    return judged(
        faults, f"{keys.percent_current} % of {total} data keys are wrapped by {keys.current}", data_keys=total
    )
