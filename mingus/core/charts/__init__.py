"""Charts drawn on the server as SVG: no script, no inline style, colours by class, so that they print and change theme.

Amounts stay whole minor units; only positions on the page are fractions.
"""

from mingus.core.charts.donut import DonutChart, Slice, donut
from mingus.core.charts.line import LineChart, line
from mingus.core.charts.scale import compact, nice
from mingus.core.charts.scores import scores

__all__ = ["DonutChart", "LineChart", "Slice", "compact", "donut", "line", "nice", "scores"]
