"""Pairs two ordered rows of days: as many pairs as possible, with the fewest days between them."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Final

Score = tuple[int, int]  # pairs, and the days between them negated: bigger is better

_NOTHING: Final[Score] = (0, 0)
_OUTSIDE: Final[Score] = (-1, 0)


@dataclass(frozen=True, slots=True)
class _Table:
    """The best score for the first `left` and the first `right` days; each row holds only what the window reaches."""

    lefts: Sequence[int]
    rights: Sequence[int]
    window: int
    rows: list[tuple[int, list[Score]]]

    def at(self, left: int, right: int) -> Score:
        start, scores = self.rows[left]
        return scores[min(right - start, len(scores) - 1)] if right >= start else _OUTSIDE

    def with_pair(self, left: int, right: int) -> Score | None:
        """The score when the last of each are a pair; None when they are too far apart."""
        days = abs(self.lefts[left - 1] - self.rights[right - 1])
        if days > self.window:
            return None
        pairs, negated_days = self.at(left - 1, right - 1)
        return pairs + 1, negated_days - days


def agreed_pairs(lefts: Sequence[int], rights: Sequence[int], window: int) -> list[tuple[int, int]]:
    """Positions that belong together in every best pairing of these sorted days; those in doubt are left out.

    Two days in a row here and one there: nobody can say which of the two it was, unless one is nearer.
    """
    table = _fill(lefts, rights, window)
    ways = (set(_trace(table, order)) for order in permutations(("pair", "left", "right")))
    return sorted(set.intersection(*ways))


def _fill(lefts: Sequence[int], rights: Sequence[int], window: int) -> _Table:
    table = _Table(lefts, rights, window, [(0, [_NOTHING])])
    for left, day in enumerate(lefts, start=1):
        first, last = bisect_left(rights, day - window), bisect_right(rights, day + window)
        scores = [table.at(left - 1, first)]
        for right in range(first + 1, last + 1):
            paired = table.with_pair(left, right) or _OUTSIDE
            scores.append(max(table.at(left - 1, right), scores[-1], paired))
        table.rows.append((first, scores))
    return table


def _trace(table: _Table, order: Sequence[str]) -> list[tuple[int, int]]:
    """One best pairing, read backwards; where several are best, `order` says which step to prefer."""
    left, right = len(table.lefts), len(table.rights)
    found: list[tuple[int, int]] = []
    while left and right:
        scores = {
            "pair": table.with_pair(left, right),
            "left": table.at(left - 1, right),
            "right": table.at(left, right - 1),
        }
        step = next(step for step in order if scores[step] == table.at(left, right))
        if step == "pair":
            found.append((left - 1, right - 1))
        left -= step != "right"
        right -= step != "left"
    return found
