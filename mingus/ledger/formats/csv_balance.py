"""Whether a column of balances follows from the amounts beside it, and in which order the rows then run."""

from collections.abc import Sequence
from dataclasses import dataclass

Pair = tuple[int, int]  # amount and balance of one row, minor units


@dataclass(frozen=True, slots=True)
class Balance:
    """How the balance runs. `sign` is 1 where it grows with the amounts, -1 where it shrinks (a debt)."""

    order: str
    sign: int


def find_balance(rows: Sequence[Pair]) -> Balance | None:
    """How the balances follow from the amounts, if they do for nine rows of ten: to the cent, so by no accident."""
    best, found = 0, Balance("none", 1)
    for order, newer in (("oldest_first", 1), ("newest_first", 0)):
        for sign in (1, -1):
            hits = sum(_follows(rows[at : at + 2], newer, sign) for at in range(len(rows) - 1))
            if hits > best:
                best, found = hits, Balance(order, sign)
    return found if best and 10 * best >= 9 * (len(rows) - 1) else None


def _follows(two: Sequence[Pair], newer: int, sign: int) -> bool:
    change = two[newer][1] - two[1 - newer][1]
    return change == sign * two[newer][0] and change != 0
