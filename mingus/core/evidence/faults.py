"""What can be wrong with evidence, each with a sentence that names the file and says what is the matter."""

from dataclasses import dataclass
from typing import Literal

FaultKind = Literal[
    "tampered",
    "missing",
    "reordered",
    "back-dated",
    "unsigned",
    "foreign key",
    "unreadable",
    "oversized",
    "artefact",
    "stray",
]


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: `where` is the path inside the store, `number` the place in the chain if it is known."""

    kind: FaultKind
    where: str
    words: str
    number: int | None = None

    def __str__(self) -> str:
        return f"{self.where}: {self.words}"


class Broken(Exception):
    """Carries a fault up to whoever collects them."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault
