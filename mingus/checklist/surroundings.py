"""What checks look at: tree, environment, database, Redis, network, evidence. Each answers, or says what is missing."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Connection

from mingus.checklist.looking.memory import Memory
from mingus.checklist.looking.network import Network
from mingus.checklist.looking.records import Records
from mingus.checklist.looking.rehearsal import Rehearsal, rehearse
from mingus.checklist.looking.stores import open_database, open_redis
from mingus.checklist.looking.tree import Tree
from mingus.checklist.missing import Missing
from mingus.checklist.rules import Stage

if TYPE_CHECKING:
    from redis import Redis

Made = TypeVar("Made")

__all__ = ["Missing", "Surroundings"]


@dataclass(frozen=True)
class Surroundings:
    """One installation, seen from outside. Nothing here writes, and everything has an end in time and memory."""

    tree: Tree
    home: Path
    now: datetime
    stage: Stage = Stage.LOCAL
    environ: Mapping[str, str] = field(default_factory=dict, repr=False)
    offline: bool = False
    network: Network = field(default_factory=Network)
    memory: Memory = field(default_factory=Memory, repr=False, compare=False)

    def setting(self, name: str) -> str:
        """The value of one variable. Missing when this stage's environment does not have it."""
        if not self.environ.get(name):
            raise Missing(f"no credential: {name} is not set here")
        return self.environ[name]

    @contextmanager
    def database(self) -> Iterator[Connection]:
        """A connection in a read-only transaction with a time-out of its own. Missing without DATABASE_URL."""
        with open_database(self.environ.get("DATABASE_DIRECT_URL") or self.setting("DATABASE_URL")) as connection:
            yield connection

    @contextmanager
    def redis(self) -> "Iterator[Redis]":
        """A client of the stage's Redis or Valkey. Missing without REDIS_URL."""
        with open_redis(self.setting("REDIS_URL")) as client:
            yield client

    @property
    def site(self) -> str:
        """The address people use, without a slash at its end. Missing without PUBLIC_URL."""
        return self.setting("PUBLIC_URL").rstrip("/")

    @property
    def records(self) -> Records:
        """Evidence of this home, judged for this tree at this moment."""
        return self.once("records", lambda: Records(self.home, self.environ, self.tree, self.now))

    @property
    def rehearsal(self) -> Rehearsal:
        """The tree's application, booted once in a process of its own under a complete production configuration."""
        return self.once("rehearsal", lambda: rehearse(self.tree.root))

    @property
    def booted(self) -> Mapping[str, Any]:
        """What that application is: see `mingus.rehearsal.facts`. Raises NoAnswer when it does not boot."""
        return self.rehearsal.booted()

    def once(self, name: str, make: Callable[[], Made]) -> Made:
        """What `make` gives, made once in this run however many checks ask for it at the same time."""
        return self.memory.recall(name, make)

    def under(self, environ: Mapping[str, str]) -> "Surroundings":
        """The same with another environment."""
        return replace(self, environ=environ)
