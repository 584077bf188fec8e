"""The base of every event: written like a dataclass, and made without its cost.

Fifty frozen dataclasses take a twentieth of a web process's start; these take none of it worth counting.
"""

from collections.abc import Iterator
from importlib import import_module
from inspect import get_annotations
from pkgutil import iter_modules
from typing import Any, ClassVar, Final, NoReturn, Self, dataclass_transform
from uuid import UUID

_FIRST: Final = ("household_id", "actor_id")


@dataclass_transform(frozen_default=True)
class Fact:
    """Made of the annotated fields of its class, given in order or by name, and never changed."""

    FIELDS: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        cls.FIELDS = (*cls.FIELDS, *get_annotations(cls))

    def __init__(self, *said: object, **named: object) -> None:
        given = dict(zip(self.FIELDS, said, strict=False)) | named
        if len(said) + len(named) != len(self.FIELDS) or given.keys() != set(self.FIELDS):
            raise TypeError(f"{type(self).__name__} says {', '.join(self.FIELDS)}")
        self.__dict__.update(given)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"what happened stays as it was: {name}")

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.__dict__ == self.__dict__

    def __hash__(self) -> int:
        return hash((type(self), *self.__dict__.values()))

    def __repr__(self) -> str:
        said = ", ".join(f"{name}={self.__dict__[name]!r}" for name in self.FIELDS)
        return f"{type(self).__name__}({said})"


class Event(Fact):
    """Something that happened, past tense. `actor_id` is the person who did it, None when Mingus did.

    What else is to be said of it are the fields of its class: ids, numbers and plain words.
    """

    household_id: UUID
    actor_id: UUID | None

    @property
    def facts(self) -> dict[str, Any]:
        """What it says beside whose it is and who did it."""
        return {name: self.__dict__[name] for name in self.FIELDS if name not in _FIRST}

    def told_in(self, household_id: UUID) -> Self:
        """The same event, for the chain of another household or the system's."""
        return type(self)(**{**self.__dict__, "household_id": household_id})


def every_kind() -> list[type[Event]]:
    """Each event that can happen. They stand in the modules of this package whose names end with “events”."""
    from mingus import core

    for module in iter_modules(core.__path__):
        if module.name.endswith("events"):
            import_module(f"{core.__name__}.{module.name}")
    return list(_below(Event))


def _below(kind: type[Event]) -> Iterator[type[Event]]:
    for narrower in kind.__subclasses__():
        yield narrower
        yield from _below(narrower)
