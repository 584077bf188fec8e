"""Answers on a scale, week by week: a line that breaks where a week was left out."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from flask import json
from markupsafe import Markup, escape

from mingus.core.charts.line import CURSOR, LineChart
from mingus.core.formatting import short_date

LOWEST: Final = 1
HIGHEST: Final = 10
LABELLED: Final = (1, 5, 10)
GAP: Final = timedelta(days=7)  # answers further apart than a week are not joined
Places = Sequence[tuple[float, float]]


def scores(points: Sequence[tuple[date, int]], label: str) -> LineChart:
    """A line through weekly answers from 1 to 10, oldest first and at least one. Its rows are in its table alone."""
    first, last = points[0][0], points[-1][0]
    places = [(_across(day, first, last), _height(score)) for day, score in points]
    parts = [
        *(
            f'<line class="m-chart-grid" x1="0" x2="100%" y1="{_height(n):.2f}%" y2="{_height(n):.2f}%"/>'
            for n in LABELLED
        ),
        _curves(points, places),
        *(f'<text class="m-chart-tick" x="0" y="{_height(n):.2f}%" dy="-5">{n}</text>' for n in LABELLED),
        *(f'<circle class="m-chart-dot" r="3.5" cx="{x:.2f}%" cy="{y:.2f}%"/>' for x, y in places),
        CURSOR,
    ]
    opening = f'<svg class="m-chart m-chart-line m-chart-small" role="img" aria-label="{escape(label)}">'
    svg = f"{opening}{''.join(parts)}</svg>"
    days = [short_date(day, year=True) for day, _ in points]
    rows = "".join(
        f"<tr><td>{day}</td><td>{score}</td></tr>" for day, (_, score) in reversed(list(zip(days, points, strict=True)))
    )
    safe_svg, safe_rows = Markup(svg), Markup(rows)  # noqa: S704 - the label is escaped, the rest are our own numbers
    return LineChart(safe_svg, label, _readable(points, places, days), (), safe_rows)


def _across(day: date, first: date, last: date) -> float:
    days = (last - first).days
    return 5 + 92 * (day - first).days / days if days else 50.0


def _height(score: int) -> float:
    return 100 * (HIGHEST - score) / (HIGHEST - LOWEST)


def _curves(points: Sequence[tuple[date, int]], places: Places) -> str:
    """One path per run of weeks without a gap, in an inner svg that stretches."""
    path = f"M{places[0][0]:.2f},{places[0][1]:.2f}"
    for (before, here), (x, y) in zip(pairwise(day for day, _ in points), places[1:], strict=True):
        path += f"{'L' if here - before <= GAP else 'M'}{x:.2f},{y:.2f}"
    return (
        '<svg viewBox="0 0 100 100" preserveAspectRatio="none" width="100%" height="100%" overflow="visible">'
        f'<path class="m-chart-curve" vector-effect="non-scaling-stroke" d="{path}"/></svg>'
    )


def _readable(points: Sequence[tuple[date, int]], places: Places, days: Sequence[str]) -> str:
    """What the cross-hair says at each point, as JSON for `data-chart`."""
    return json.dumps(
        [
            {"x": round(x, 2), "y": round(y, 2), "when": f"Week of {day}", "amount": f"{score} of {HIGHEST}"}
            for (_, score), (x, y), day in zip(points, places, days, strict=True)
        ]
    )
