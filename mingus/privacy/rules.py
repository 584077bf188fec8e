"""Which words of ours count today, what becomes of each household when a person goes, and what the archive says."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal
from uuid import UUID

VERSION: Final = "2026-11-26"
"""The version of terms and privacy page that counts. Whoever changes their words gives them a new one."""

IN_FORCE_ON: Final = date.fromisoformat(VERSION)


@dataclass(frozen=True)
class Fate:
    """What becomes of a household when one of its people goes.

    'erased': nobody else is in it. 'left': an owner stays. 'blocked': others stay, and none of them owns it.
    """

    household_id: UUID
    name: str
    others: int
    becomes: Literal["erased", "left", "blocked"]


def fate_of(household_id: UUID, name: str, *, roles_of_others: Iterable[str]) -> Fate:
    """What becomes of a household whose other people have these roles."""
    roles = list(roles_of_others)
    becomes: Literal["erased", "left", "blocked"] = "erased"
    if roles:
        becomes = "left" if "owner" in roles else "blocked"
    return Fate(household_id, name, len(roles), becomes)


def readme(made_on: date, household: str) -> str:
    """The words that lie on top in the archive."""
    return f"""Everything Mingus keeps of you in the household "{household}", as of {made_on.isoformat()}.

transactions.csv   one line per transaction, for spreadsheets; no cell runs as a formula
ledger.json        accounts, categories, rules and transactions, what your bank said and what you said
books.beancount    the same as double-entry books, for Beancount
tables/*.json      every table that holds something of you, row by row, as Mingus keeps it
documents/         the receipts attached to transactions you can see
imports/           the bank files you brought in, as they came
manifest.json      every file above with its size and its SHA-256
SHA256SUMS         the same for the command: sha256sum --check SHA256SUMS

Amounts named *_minor are whole cents (or the smallest coin of the currency). Moments are in UTC.
What is private to somebody else in your household is not in here. Passwords and keys are in no export.
"""
