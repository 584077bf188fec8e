"""Forgetting what has been kept long enough. Packages say how; the worker asks them, each household by itself.

A pruner takes the caller's `db`, deletes a bounded number of rows past their time (`core.retention`) and says how many.
"""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

HouseholdPruner = Callable[[Session, UUID], int]
GlobalPruner = Callable[[Session], int]

_of_households: Final[dict[str, HouseholdPruner]] = {}
_of_all: Final[dict[str, GlobalPruner]] = {}


def of_each_household(name: str, prune: HouseholdPruner) -> None:
    """Have `prune` called for every household, in its transaction."""
    _of_households[name] = prune


def of_all(name: str, prune: GlobalPruner) -> None:
    """Have `prune` called for tables that belong to no household."""
    _of_all[name] = prune


def household_pruners() -> dict[str, HouseholdPruner]:
    """What is pruned in each household, by name."""
    return dict(_of_households)


def global_pruners() -> dict[str, GlobalPruner]:
    """What is pruned once for all, by name."""
    return dict(_of_all)
