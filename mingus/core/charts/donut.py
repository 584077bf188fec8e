"""A ring of parts, such as this month's spending by category."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from mingus.core.charts.scale import one_currency
from mingus.core.money import Money

COLOURS = 7
GAP_FROM = 17  # thousandths of the ring: thinner parts get no gap, or nothing of them would be left
LONGEST_LARGE = 8  # letters of an amount that fit in the ring at full size
RING = 'cx="90" cy="90" r="68" stroke-width="26"'


@dataclass(frozen=True, slots=True)
class Slice:
    """One part of a donut as its legend shows it. `colour` is 1 to 7; `percent` is of all parts above zero."""

    name: str
    amount: Money
    percent: int
    colour: int


@dataclass(frozen=True, slots=True)
class DonutChart:
    svg: Markup
    label: str
    slices: tuple[Slice, ...]
    total: Money


def donut(parts: Sequence[tuple[str, Money]], label: str, *, word: str = "") -> DonutChart:
    """A ring of `parts`, largest first as given, with the total (and `word` under it) in the middle.

    More than seven parts: the seventh is “Everything else”. Parts at or below zero take no room in the ring.
    Raises ValueError if the currencies differ.
    """
    currency = one_currency([amount for _, amount in parts]) if parts else "USD"
    total = Money(sum(amount.minor for _, amount in parts), currency)
    slices = _slices(_grouped(parts, currency))
    drawn = [f'<svg class="m-chart m-donut" viewBox="0 0 180 180" role="img" aria-label="{escape(label)}">']
    drawn.append(f'<circle class="m-donut-track" {RING}/>')
    drawn.extend(_segments(slices))
    drawn.append(_middle(total, word))
    svg = Markup("".join(drawn) + "</svg>")  # noqa: S704 - label, name and word are escaped, the rest is ours
    return DonutChart(svg, label, slices, total)


def _grouped(parts: Sequence[tuple[str, Money]], currency: str) -> list[tuple[str, Money]]:
    if len(parts) <= COLOURS:
        return list(parts)
    rest = sum(amount.minor for _, amount in parts[COLOURS - 1 :])
    return [*parts[: COLOURS - 1], ("Everything else", Money(rest, currency))]


def _slices(parts: Sequence[tuple[str, Money]]) -> tuple[Slice, ...]:
    whole = sum(max(0, amount.minor) for _, amount in parts) or 1
    return tuple(
        Slice(name, amount, (max(0, amount.minor) * 200 + whole) // (2 * whole), index + 1)
        for index, (name, amount) in enumerate(parts)
    )


def _segments(slices: Sequence[Slice]) -> list[str]:
    """One arc per part above zero: pathLength makes the ring 1,000 long, a small gap parts neighbours."""
    whole = sum(max(0, part.amount.minor) for part in slices)
    drawn, start = [], 0
    for part in slices:
        if part.amount.minor <= 0:
            continue
        length = 1000 * part.amount.minor / whole
        gap = 5 if GAP_FROM < length < 1000 else 0
        dashes = f'stroke-dasharray="{length - gap:.2f} 1000" stroke-dashoffset="{-1000 * start / whole:.2f}"'
        place = f'{RING} pathLength="1000" transform="rotate(-90 90 90)"'
        drawn.append(f'<circle class="m-donut-part m-stroke-{part.colour}" {place} {dashes}/>')
        start += part.amount.minor
    return drawn


def _middle(total: Money, word: str) -> str:
    words = escape(total.text(cents=False))
    size = 21 if len(words) <= LONGEST_LARGE else max(9, 21 * LONGEST_LARGE // len(words))
    below = f'<text class="m-donut-word" x="90" y="111" text-anchor="middle">{escape(word)}</text>' if word else ""
    height = 92 if word else 97
    return (
        f'<text class="m-donut-total" x="90" y="{height}" font-size="{size}" text-anchor="middle">{words}</text>{below}'
    )
