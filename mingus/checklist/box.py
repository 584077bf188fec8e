"""How a box says what it checks: parts, each a small function that looks at one kind of thing.

@static
def no_debug_switch(around: Surroundings) -> Finding:
...

BOXES = (
Box("1.1.1", "Debugging is off everywhere", all_of=(no_debug_switch, production_boots_without_debug),
passes="no DEBUG that is true outside development and testing", fix="mingus config check"),
)
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from mingus.checklist.rules import EVERYWHERE, Finding, Kind, Stage
from mingus.checklist.surroundings import Surroundings

Look = Callable[[Surroundings], Finding]

PART_SECONDS = 40.0  # a boot of the application is among them, on a machine that has other work too
WATCHING_SECONDS = 180.0  # a minute's watch, of a site that is slow to answer
NEEDS = {
    Kind.STATIC: "the source tree",
    Kind.CONFIGURATION: "the environment of the stage",
    Kind.DATABASE: "DATABASE_URL",
    Kind.REDIS: "REDIS_URL",
    Kind.LIVE: "PUBLIC_URL and a network",
    Kind.DIGITALOCEAN: "DIGITALOCEAN_TOKEN, read only",
    Kind.VENDOR: "the vendor's key and a network",
    Kind.EVIDENCE: "a signed record of a run",
    Kind.ATTESTATION: "a signed statement by a member of docs/team.yaml",
    Kind.ROLL_UP: "other boxes",
}


@dataclass(frozen=True)
class Part:
    """One look of a box. `needs` says in words what must be there; the runner answers unknown where it is not."""

    kind: Kind
    look: Look
    needs: str
    stages: frozenset[Stage] = EVERYWHERE
    seconds: float = PART_SECONDS

    @property
    def name(self) -> str:
        return str(getattr(self.look, "__name__", "look"))


@dataclass(frozen=True)
class Box:
    """One box of the specification. `all_of`: every part must hold; `any_of`: one is enough."""

    id: str
    title: str
    all_of: tuple[Part, ...] = ()
    any_of: tuple[Part, ...] = ()
    rolls_up: tuple[str, ...] = field(default=(), kw_only=True)
    """Ids, or beginnings of ids that end in `.*`, whose worst state counts as one more part."""
    passes: str = field(kw_only=True)
    fix: str = field(kw_only=True)
    """What to do about it, in words; commands in backticks."""
    stages: frozenset[Stage] = field(default=EVERYWHERE, kw_only=True)
    blocker: bool = field(default=True, kw_only=True)

    @property
    def parts(self) -> tuple[Part, ...]:
        return (*self.all_of, *self.any_of)

    @property
    def kind(self) -> str:
        """Like `S+E`: the kinds of its parts, in order; `V or A` where one is enough."""
        kinds = list(dict.fromkeys(part.kind.value for part in self.parts))
        kinds += [Kind.ROLL_UP.value] if self.rolls_up else []
        return (" or " if self.any_of else "+").join(kinds)


def part_of(
    kind: Kind, *, needs: str = "", stages: frozenset[Stage] = EVERYWHERE, seconds: float = PART_SECONDS
) -> Callable[[Look], Part]:
    """Makes a part of a function. Where its kind's usual needs or time don't fit, say `needs` or `seconds`."""

    def make(look: Look) -> Part:
        return Part(kind, look, needs or NEEDS[kind], stages, seconds)

    return make


static = part_of(Kind.STATIC)
configuration = part_of(Kind.CONFIGURATION)
database = part_of(Kind.DATABASE)
redis = part_of(Kind.REDIS)
live = part_of(Kind.LIVE)
watching = part_of(Kind.LIVE, seconds=WATCHING_SECONDS)
