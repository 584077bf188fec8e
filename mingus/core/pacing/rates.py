"""How many requests a minute: for a person, for a stranger, for a whole network, and where answers cost more."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Self

from mingus.core.policy import MAX_BODY_BYTES, Opening
from mingus.core.settings import Settings

SECONDS: Final = 60


@dataclass(frozen=True, slots=True)
class Use:
    """One thing that is counted: whose, and how many of it a minute may have."""

    key: tuple[str, str]
    at_most: int


@dataclass(frozen=True, slots=True)
class Rates:
    """Requests a minute. `network` counts everybody behind one address; people who share one are many."""

    person: int
    stranger: int
    network: int
    heavy: int

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """What `settings` say."""
        return cls(
            settings.limit_person_a_minute,
            settings.limit_stranger_a_minute,
            settings.limit_network_a_minute,
            settings.limit_heavy_a_minute,
        )

    def words(self, view: Callable[..., Any], opening: Opening | None) -> str:
        """The limit of a route as a person reads it, its own one first."""
        own = f"{opening.limit}; " if opening and opening.limit else ""
        if is_for_people(view):
            return f"{own}{self._of_people(view)}, {self.network} from a network"
        return f"{own}{self.stranger} a minute from a network"

    def _of_people(self, view: Callable[..., Any]) -> str:
        return f"{self.heavy if is_heavy(view) else self.person} a minute for a person"


def is_for_people(view: Callable[..., Any] | None) -> bool:
    """Whether only who is signed in gets an answer here."""
    return bool(getattr(view, "is_for_signed_in", False))


def is_heavy(view: Callable[..., Any] | None) -> bool:
    """Whether an answer costs more than a page: it takes a file, or says so by `policy.heavy`."""
    return bool(getattr(view, "is_heavy", False)) or getattr(view, "max_body_bytes", 0) > MAX_BODY_BYTES
