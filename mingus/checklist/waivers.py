"""Boxes that somebody answers for until a day: `docs/waivers.yaml`, a list of id, owner, reason, expires."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from mingus.checklist import catalogue
from mingus.checklist.looking.tree import Tree
from mingus.checklist.rules import Finding, State
from mingus.core.errors import ConfigurationError

PATH = "docs/waivers.yaml"
MAX_DAYS = 180
KEYS = {"id", "owner", "reason", "expires"}


@dataclass(frozen=True)
class Waiver:
    """Who answers for a box that does not pass, why, and until when."""

    box_id: str
    owner: str
    reason: str
    expires_on: date

    def finding(self, found: Finding, today: date) -> Finding:
        """`found` as waived; after the day of expiry, `found` itself with a word about that."""
        if today > self.expires_on:
            return Finding(
                found.state, f"{found.detail} (waiver of {self.owner} ended {self.expires_on})", found.figures
            )
        words = f"{self.reason} ({self.owner}, until {self.expires_on}); without it {found.state.value}: {found.detail}"
        return Finding(State.WAIVED, words, found.figures)


def read(tree: Tree, today: date) -> list[Waiver]:
    """The waivers of a tree; none without the file. Raises ConfigurationError naming each fault at once."""
    if not tree.has(PATH):
        return []
    try:
        entries = yaml.safe_load(tree.read(PATH)) or []
    except yaml.YAMLError:
        raise ConfigurationError(f"{PATH} is not YAML.") from None
    if not isinstance(entries, list):
        raise ConfigurationError(f"{PATH} must be a list of waivers.")
    faults = [f"  {number}. {fault}" for number, entry in enumerate(entries, 1) for fault in _faults(entry, today)]
    if faults:
        raise ConfigurationError(f"{PATH} can't be used:\n" + "\n".join(faults))
    return [Waiver(entry["id"], entry["owner"], entry["reason"], entry["expires"]) for entry in entries]


def _faults(entry: Any, today: date) -> list[str]:
    if not isinstance(entry, dict) or set(entry) != KEYS:
        return ["needs exactly id, owner, reason and expires"]
    faults = [f"{name} must be words" for name in ("id", "owner", "reason") if not _is_words(entry[name])]
    if not catalogue.is_known(str(entry["id"])):
        faults.append(f"there is no box {entry['id']}")
    if type(entry["expires"]) is not date:
        faults.append("expires must be a date like 2027-01-31")
    elif (entry["expires"] - today).days > MAX_DAYS:
        faults.append(f"expires must lie within {MAX_DAYS} days")
    return faults


def _is_words(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())
