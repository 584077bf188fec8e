import json
from datetime import date, timedelta

from mingus.core.charts import scores

MONDAY = date(2026, 11, 23)


def _weeks(*marks: int | None) -> list[tuple[date, int]]:
    return [(MONDAY + n * timedelta(days=7), mark) for n, mark in enumerate(marks) if mark]


def test_the_line_breaks_where_a_week_was_left_out() -> None:
    chart = scores(_weeks(3, 4, None, 6), "Mood")
    path = str(chart.svg).split(' d="')[1].split('"')[0]
    assert (path.count("M"), path.count("L")) == (2, 1)


def test_one_is_at_the_bottom_and_ten_at_the_top() -> None:
    points = json.loads(scores(_weeks(1, 10), "Mood").points_json)
    assert [point["y"] for point in points] == [100, 0]
    assert [point["amount"] for point in points] == ["1 of 10", "10 of 10"]


def test_the_table_has_every_answer_newest_first() -> None:
    rows = str(scores(_weeks(3, 8), "Mood").rows_html)
    assert rows == "<tr><td>Nov 30, 2026</td><td>8</td></tr><tr><td>Nov 23, 2026</td><td>3</td></tr>"


def test_a_name_is_escaped() -> None:
    assert "<b>" not in str(scores(_weeks(3), "<b>Mood").svg)
