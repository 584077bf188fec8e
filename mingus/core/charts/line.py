"""A line through dated amounts, such as net worth over a year."""

import html
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import json
from markupsafe import Markup, escape

from mingus.core.charts.scale import compact, nice, one_currency
from mingus.core.formatting import MONTHS, short_date
from mingus.core.money import Money

MOST_DATES = 6  # labels under a line; every other one disappears on a phone
FEWEST_MONTHS = 2  # with fewer the two ends are labelled with their days
LAST_LABEL = 94  # per cent: further right a label would leave the picture
CURSOR = (
    '<g class="m-chart-cursor" aria-hidden="true" visibility="hidden">'
    '<line class="m-chart-crosshair" y1="0" y2="100%"/><circle class="m-chart-dot" r="5.5"/></g>'
)


@dataclass(frozen=True, slots=True)
class LineChart:
    """A drawn line: `svg`, what the cross-hair reads (`points_json`), and the `rows` of its table, newest first."""

    svg: Markup
    label: str
    points_json: str
    rows: tuple[tuple[date, Money], ...]
    rows_html: Markup


def line(points: Sequence[tuple[date, Money]], label: str) -> LineChart:
    """A line through `points`, oldest first, spaced by their dates. None, one or equal points are drawn as such.

    Raises ValueError if the currencies differ.
    """
    if not points:
        return LineChart(_frame(label, [_grid_line(100)]), label, "[]", (), Markup())
    currency = one_currency([amount for _, amount in points])
    ticks = nice(min(a.minor for _, a in points), max(a.minor for _, a in points))
    places = _places(points, ticks)
    parts = [
        *(_grid_line(_height(tick, ticks), zero=tick == 0) for tick in ticks),
        _curve(places, _floor(ticks), label),
        *(_amount_label(tick, ticks, currency) for tick in ticks[1:]),
        *_date_labels([day for day, _ in points]),
        f'<circle class="m-chart-dot" r="4.5" cx="{places[-1][0]:.2f}%" cy="{places[-1][1]:.2f}%"/>',
        CURSOR,
    ]
    days = [short_date(day, year=True) for day, _ in points]
    rows_html = _table(points, days)
    return LineChart(_frame(label, parts), label, _readable(points, places, days), tuple(reversed(points)), rows_html)


def _places(points: Sequence[tuple[date, Money]], ticks: Sequence[int]) -> list[tuple[float, float]]:
    """Where each point lies, in per cent from the left and from the top."""
    first, top = points[0][0], ticks[-1]
    days, high = (points[-1][0] - first).days, top - ticks[0]
    across = [100 * (day - first).days / days if days else 50.0 for day, _ in points]
    return [(x, 100 * (top - amount.minor) / high) for x, (_, amount) in zip(across, points, strict=True)]


def _across(day: date, first: date, last: date) -> float:
    days = (last - first).days
    return 100 * (day - first).days / days if days else 50.0


def _height(minor: int, ticks: Sequence[int]) -> float:
    return 100 * (ticks[-1] - minor) / (ticks[-1] - ticks[0])


def _floor(ticks: Sequence[int]) -> float:
    """The area under the line ends at zero, or at the edge nearest to it."""
    return _height(min(max(0, ticks[0]), ticks[-1]), ticks)


def _frame(label: str, parts: Sequence[str]) -> Markup:
    """The outer svg has no viewBox: text keeps its size in pixels, places are in per cent, so it stretches."""
    inside = "".join(parts)
    svg = f'<svg class="m-chart m-chart-line" role="img" aria-label="{escape(label)}">{inside}</svg>'
    return Markup(svg)  # noqa: S704 - its words are escaped, the rest are our own numbers


def _grid_line(height: float, *, zero: bool = False) -> str:
    css_class = "m-chart-grid m-chart-zero" if zero else "m-chart-grid"
    return f'<line class="{css_class}" x1="0" x2="100%" y1="{height:.2f}%" y2="{height:.2f}%"/>'


def _curve(places: Sequence[tuple[float, float]], floor: float, label: str) -> str:
    """The line and the fading area down (or up) to `floor`, in an inner svg that stretches; nothing for one point."""
    if len(places) == 1:
        return ""
    path = "M" + "L".join(f"{x:.2f},{y:.2f}" for x, y in places)
    area = f"{path}L{places[-1][0]:.2f},{floor:.2f}L{places[0][0]:.2f},{floor:.2f}Z"
    name = f"fill-{zlib.crc32(label.encode()):08x}"
    return (
        f'<defs><linearGradient id="{name}" x1="0" y1="0" x2="0" y2="1"><stop class="m-chart-fill-from" offset="0"/>'
        '<stop class="m-chart-fill-to" offset="1"/></linearGradient></defs>'
        '<svg viewBox="0 0 100 100" preserveAspectRatio="none" width="100%" height="100%" overflow="visible">'
        f'<path d="{area}" fill="url(#{name})"/>'
        f'<path class="m-chart-curve" vector-effect="non-scaling-stroke" d="{path}"/></svg>'
    )


def _amount_label(tick: int, ticks: Sequence[int], currency: str) -> str:
    words = escape(compact(tick, ticks[1] - ticks[0], currency))
    return f'<text class="m-chart-tick" x="0" y="{_height(tick, ticks):.2f}%" dy="-5">{words}</text>'


def _date_labels(days: Sequence[date]) -> list[str]:
    marks = _months(days[0], days[-1]) or [(day, short_date(day)) for day in (days[0], days[-1])]
    every = -(-len(marks) // MOST_DATES)
    shown = [(day, words) for day, words in marks[::every] if _across(day, days[0], days[-1]) <= LAST_LABEL]
    return [
        f'<text class="{"m-chart-tick m-chart-tick-wide" if index % 2 else "m-chart-tick"}" '
        f'x="{_across(day, days[0], days[-1]):.2f}%" y="100%" dy="19">{words}</text>'
        for index, (day, words) in enumerate(shown)
    ]


def _months(first: date, last: date) -> list[tuple[date, str]]:
    """The first of each month that lies in between, named, with the year at each January and at the start."""
    count = (last.year - first.year) * 12 + last.month - first.month
    starts = [
        date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, 1) for n in range(count + 1)
    ]
    inside = [day for day in starts if first <= day <= last]
    if len(inside) < FEWEST_MONTHS:
        return []
    return [(day, _month_word(day, named=index == 0)) for index, day in enumerate(inside)]


def _month_word(day: date, *, named: bool) -> str:
    short = MONTHS[day.month - 1][:3]
    return f"{short} ’{day.year % 100:02d}" if named or day.month == 1 else short


def _readable(points: Sequence[tuple[date, Money]], places: Sequence[tuple[float, float]], days: Sequence[str]) -> str:
    """What the cross-hair says at each point, as JSON for `data-chart`."""
    return json.dumps(
        [
            {"x": round(x, 2), "y": round(y, 2), "when": day, "amount": amount.text(cents=False)}
            for (_, amount), (x, y), day in zip(points, places, days, strict=True)
        ]
    )


def _table(points: Sequence[tuple[date, Money]], days: Sequence[str]) -> Markup:
    """The rows of the table: in a template, these hundred cells took as long as the rest of the panel."""
    amounts = html.escape("\n".join(amount.text() for _, amount in points)).split("\n")  # at once, not one by one
    rows = [f"<tr><td>{day}</td><td>{amount}</td></tr>" for amount, day in zip(amounts, days, strict=True)]
    return Markup("".join(reversed(rows)))  # noqa: S704 - its words are escaped
