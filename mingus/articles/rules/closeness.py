"""What a misspelt word may have meant: trigrams choose candidates, the number of slips decides. No extension needed."""

from collections.abc import Iterable
from typing import Final

SHORTEST: Final = 4
CANDIDATES: Final = 40
LEAST_ALIKE: Final = 0.2


def closest(word: str, vocabulary: Iterable[str]) -> str | None:
    """The word of `vocabulary` that `word` is a slip of: one slip in short words, two in long ones. None for none."""
    if len(word) < SHORTEST:
        return None
    allowed = 1 if len(word) < 8 else 2
    mine = trigrams(word)
    alike = [
        (share, known)
        for known in vocabulary
        if abs(len(known) - len(word)) <= allowed and (share := _share(mine, trigrams(known))) >= LEAST_ALIKE
    ]
    nearest = [
        (slips, -share, known)
        for share, known in sorted(alike, reverse=True)[:CANDIDATES]
        if (slips := distance(word, known)) <= allowed
    ]
    return min(nearest)[2] if nearest else None


def trigrams(word: str) -> set[str]:
    """Every three letters in a row, with the word's beginning and end among them."""
    padded = f"  {word} "
    return {padded[start : start + 3] for start in range(len(padded) - 2)}


def distance(one: str, other: str) -> int:
    """How many slips lie between two words: a letter too many, too few, wrong, or two changed about."""
    before_last, last = list[int](), list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        current = [row]
        for column, another in enumerate(other, start=1):
            best = min(last[column] + 1, current[-1] + 1, last[column - 1] + (letter != another))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == another:
                best = min(best, before_last[column - 2] + 1)
            current.append(best)
        before_last, last = last, current
    return last[-1]


def _share(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other)
