"""How many data keys each root key wraps, and so which root keys are needed."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mingus.core.crypto import Canary, KeyRing, WrappedKey


@dataclass(frozen=True, slots=True)
class RootKey:
    """One root key that the settings, the registry or a data key knows of. `canary`: 'right', 'wrong' or 'none'."""

    kid: str
    is_current: bool
    is_configured: bool
    canary: str
    people: int
    households: int
    others: int

    @property
    def wraps(self) -> int:
        return self.people + self.households + self.others

    @property
    def may_go(self) -> bool:
        """An old key in the settings that nothing needs any more."""
        return self.is_configured and not self.is_current and not self.wraps

    @property
    def is_missing(self) -> bool:
        """Something needs it and the settings do not hold it."""
        return bool(self.wraps) and not self.is_configured


@dataclass(frozen=True, slots=True)
class Status:
    """Every root key, the current one first, then the others of the settings, then what is missing."""

    roots: tuple[RootKey, ...]

    @property
    def is_well(self) -> bool:
        return not any(root.is_missing or root.canary == "wrong" for root in self.roots)

    @property
    def to_rotate(self) -> int:
        """How many data keys an old root key wraps, which the settings hold."""
        return sum(root.wraps for root in self.roots if root.is_configured and not root.is_current)


def status(db: Session, ring: KeyRing) -> Status:
    """How things stand; two queries."""
    canaries = {kid: bytes(canary) for kid, canary in db.execute(select(Canary.kid, Canary.canary))}
    wraps = _counts(db)
    kids = [*ring.kids, *sorted((set(wraps) | set(canaries)) - set(ring.kids))]
    return Status(tuple(_root(ring, kid, wraps[kid], canaries.get(kid)) for kid in kids))


def _counts(db: Session) -> dict[str, dict[str, int]]:
    """By root key, by kind of owner."""
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    kinds = select(WrappedKey.kid, WrappedKey.owner_kind, func.count()).group_by(WrappedKey.kid, WrappedKey.owner_kind)
    for kid, kind, count in db.execute(kinds):
        counts[kid][kind] = count
    return counts


def _root(ring: KeyRing, kid: str, wraps: dict[str, int], canary: bytes | None) -> RootKey:
    is_configured = kid in ring.kids
    people, households = wraps.get("person", 0), wraps.get("household", 0)
    recognised = "none" if canary is None or not is_configured else _word(ring.recognises(kid, canary))
    others = sum(wraps.values()) - people - households
    return RootKey(kid, kid == ring.kid, is_configured, recognised, people, households, others)


def _word(is_right: bool) -> str:  # noqa: FBT001  one answer becomes one word
    return "right" if is_right else "wrong"
