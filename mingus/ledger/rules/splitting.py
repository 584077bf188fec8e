"""The parts of a split transaction always sum to its amount, whatever is edited."""

from collections.abc import Sequence

from mingus.core.money import Money


def difference(total: Money, parts: Sequence[Money]) -> Money:
    """What the parts leave of `total`: zero when they sum to it, negative when they are more."""
    return Money(total.minor - sum(part.minor for part in parts), total.currency)


def fault(total: Money, parts: Sequence[Money]) -> str | None:
    """A sentence about what is wrong with these parts of `total`, or None when they may stand."""
    if any(part.minor == 0 for part in parts):
        return "Every part needs an amount."
    if len(parts) == 1:
        return "A split has at least two parts."
    left = difference(total, parts) if total.minor >= 0 else -difference(total, parts)
    if left.minor > 0:
        return f"{left} of {_size(total)} is not in any part yet."
    if left.minor < 0:
        return f"The parts are {-left} more than {_size(total)}."
    return None


def rebalanced(total_minor: int, parts_minor: Sequence[int]) -> list[int]:
    """The parts after the whole became `total_minor`: the last takes the difference, and goes if nothing is left.

    The answer always sums to `total_minor`.
    """
    *kept, _ = parts_minor
    rest = total_minor - sum(kept)
    return [*kept, rest] if rest else kept


def _size(total: Money) -> Money:
    return total if total.minor >= 0 else -total
