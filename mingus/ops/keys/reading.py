"""Data keys as they are stored, and whose they are in words."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

NAMED_AT_MOST: Final = 20


@dataclass(frozen=True, slots=True)
class Stored:
    """One row of `data_keys`."""

    kid: str
    owner_kind: str
    owner_id: UUID
    wrapped: bytes

    @property
    def owner(self) -> str:
        """As its wrapping is bound to it."""
        return f"{self.owner_kind}:{self.owner_id}"

    def words(self, why: str) -> str:
        """For a report: 'person 0193…: no root key with id 1a2b is configured'."""
        whose = "look-up values" if self.owner_kind == "installation" else f"{self.owner_kind} {self.owner_id}"
        return f"{whose} (root key {self.kid}): {why}"


class Faults:
    """What does not open: all counted, the first of them named."""

    def __init__(self) -> None:
        self.count = 0
        self.named: list[str] = []

    def add(self, words: str) -> None:
        self.count += 1
        if len(self.named) < NAMED_AT_MOST:
            self.named.append(words)
