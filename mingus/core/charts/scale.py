"""The amounts beside a chart: round steps and short words, in whole numbers throughout."""

from collections.abc import Sequence
from decimal import Decimal

from mingus.core.money import SYMBOLS, Money, exponent

TICKS = 4
SIZES = ((12, "T"), (9, "B"), (6, "M"), (3, "k"))  # powers of ten of the currency's whole unit


def nice(lowest: int, highest: int, count: int = TICKS) -> list[int]:
    """About `count` round steps that enclose both ends: whole numbers, in minor units like the ends themselves."""
    if lowest == highest:
        margin = max(abs(lowest) // 10, 50)
        lowest = lowest - margin if lowest < 0 else max(0, lowest - margin)
        highest = highest + margin if highest >= 0 else min(0, highest + margin)
    wanted = max(1, -(-(highest - lowest) // count))
    power = 10 ** (len(str(wanted)) - 1)
    step = next(step for step in (power, 2 * power, 5 * power, 10 * power) if step >= wanted)
    first = lowest // step * step
    last = -(-highest // step) * step
    return list(range(first, last + 1, step))


def compact(amount: int, step: int, currency: str = "USD") -> str:
    """`amount` for an axis whose steps are `step`: $15k, $1.25M, −$0.50. Exact, so neighbours never look the same."""
    digits = exponent(currency)
    fitting = (pair for pair in SIZES if _fits(amount, step, pair[0] + digits))
    power, letter = next(fitting, (0, ""))
    number = f"{Decimal(abs(amount)).scaleb(-power - digits):,f}"
    if power or step % 10**digits == 0:
        number = number.rstrip("0").rstrip(".") if "." in number else number
    symbol = SYMBOLS.get(currency)
    sign = "−" if amount < 0 else ""
    return f"{sign}{symbol}{number}{letter}" if symbol else f"{sign}{number}{letter} {currency}"


def one_currency(amounts: Sequence[Money]) -> str:
    currencies = {amount.currency for amount in amounts}
    if len(currencies) > 1:
        raise ValueError(f"a chart has one currency, not {', '.join(sorted(currencies))}")
    return currencies.pop()


def _fits(amount: int, step: int, power: int) -> bool:
    """Whether steps can be told in this size with at most two decimals."""
    return abs(amount) >= 10**power and not step % 10 ** max(0, power - 2)
