"""What each event is to people: a registry from events to sentences, kinds and who may see them.

Each package says it for its own events, in its `activity` module; identity shows the page. A test fails on an event
that nobody put into words.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import ColumnElement

from mingus.core.happening import Event

Kind = Literal["security", "money", "household"]
Audience = Literal["household", "person", "nobody"]
"""Everybody in the household; only whom it is about or who did it; nobody, because it is in the system's chain."""

Facts = Mapping[str, Any]
Seen = Callable[[ColumnElement[UUID | None]], ColumnElement[bool]]
"""Whether the thing with this id may be seen by the person of the parameters `household_id` and `person_id`."""


@dataclass(frozen=True)
class Telling:
    """An event in words: `deed` follows the name of who did it, `link` leads to what it is about."""

    event: str
    kind: Kind
    deed: Callable[[Facts], str]
    icon: str
    audience: Audience = "household"
    seen: Seen | None = None
    link: str = ""

    def address(self, facts: Facts) -> str:
        """Where the thing is; '' when it has no page."""
        return self.link.format_map(facts) if self.link else ""


_registry: dict[str, Telling] = {}


def tell(
    event: type[Event],
    kind: Kind,
    deed: str | Mapping[str, str] | Callable[[Facts], str],
    *,
    icon: str,
    audience: Audience = "household",
    seen: Seen | None = None,
    link: str = "",
) -> None:
    """Put an event into words. A mapping has a deed for each `change`, and under '' one for all others.

    What others do with a thing that has a rule `seen` is shown only while the thing is there and the rule says yes.
    """
    assert event.__name__ not in _registry, event
    said = deed if callable(deed) else _by_change(deed)
    _registry[event.__name__] = Telling(event.__name__, kind, said, icon, audience, seen, link)


def tellings() -> Mapping[str, Telling]:
    """Every event that is in words, by its name."""
    return _registry


def _by_change(deed: str | Mapping[str, str]) -> Callable[[Facts], str]:
    if isinstance(deed, str):
        return lambda _facts: deed
    return lambda facts: deed.get(str(facts.get("change")), deed[""])
