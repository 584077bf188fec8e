"""What was inferred about a file, how sure that is, and why: the words a person sees before they confirm."""

from dataclasses import dataclass
from typing import Generic, Self, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Choice(Generic[T]):
    """One inferred fact. Unless `certain`, ask: `candidates` are the possible answers, `value` the likeliest."""

    value: T
    certain: bool
    why: str
    candidates: tuple[T, ...] = ()

    def corrected(self, value: T) -> Self:
        """The same question, answered by a person."""
        return type(self)(value, certain=True, why="You chose this.", candidates=self.candidates)
