import json
import xml.etree.ElementTree as ET
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingus.core import charts
from mingus.core.money import MAX_MINOR, Money

DAY = date(2026, 11, 22)
AMOUNTS = st.integers(-MAX_MINOR, MAX_MINOR)
SVG = "{http://www.w3.org/2000/svg}"


def drawn(svg: str) -> ET.Element:
    return ET.fromstring(str(svg).replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1))  # noqa: S314 - our own text


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in drawn(svg).iter(f"{SVG}text")]


def test_a_line_without_points_is_a_bare_ground_line() -> None:
    chart = charts.line([], "Net worth")
    assert texts(chart.svg) == []
    assert chart.points_json == "[]"
    assert chart.rows == ()


def test_a_single_point_is_a_dot_in_the_middle_and_no_line() -> None:
    chart = charts.line([(DAY, Money(5000))], "Net worth")
    assert not list(drawn(chart.svg).iter(f"{SVG}path"))
    assert json.loads(chart.points_json)[0]["x"] == 50
    assert texts(chart.svg)[-1] == "Nov 22"


def test_points_are_spaced_by_their_dates() -> None:
    days = [DAY, DAY + timedelta(10), DAY + timedelta(40)]
    chart = charts.line([(day, Money(n)) for n, day in enumerate(days)], "x")
    assert [point["x"] for point in json.loads(chart.points_json)] == [0, 25, 100]


def test_the_table_has_every_point_newest_first_to_the_cent() -> None:
    chart = charts.line([(DAY, Money(1)), (DAY + timedelta(1), Money(2))], "x")
    assert chart.rows == ((DAY + timedelta(1), Money(2)), (DAY, Money(1)))


def test_a_year_is_labelled_by_months_and_the_change_of_year() -> None:
    chart = charts.line([(date(2025, 11, 23), Money(0)), (DAY, Money(100))], "x")
    months = [text for text in texts(chart.svg) if not text.startswith("$")]
    assert months == ["Dec ’25", "Feb", "Apr", "Jun", "Aug", "Oct"]


def test_money_below_zero_has_a_dashed_zero_line() -> None:
    chart = charts.line([(DAY, Money(-10000)), (DAY + timedelta(1), Money(20000))], "x")
    assert "m-chart-zero" in chart.svg
    assert "−$100" not in texts(chart.svg)  # the lowest step lies on the edge, where the dates are


def test_a_label_from_outside_cannot_become_markup() -> None:
    chart = charts.line([(DAY, Money(1))], '"><script>')
    assert "<script>" not in chart.svg
    ring = charts.donut([("<b>", Money(1))], '"><script>', word="<i>")
    assert "<script>" not in ring.svg
    assert "<i>" not in ring.svg


def test_two_currencies_are_refused() -> None:
    with pytest.raises(ValueError, match="EUR, USD"):
        charts.line([(DAY, Money(1)), (DAY, Money(1, "EUR"))], "x")
    with pytest.raises(ValueError, match="EUR, USD"):
        charts.donut([("a", Money(1)), ("b", Money(1, "EUR"))], "x")


@given(st.lists(AMOUNTS, min_size=1, max_size=30))
def test_every_point_lies_inside_the_picture(amounts: list[int]) -> None:
    chart = charts.line([(DAY + timedelta(n), Money(minor)) for n, minor in enumerate(amounts)], "x")
    drawn(chart.svg)
    assert all(0 <= point["x"] <= 100 and 0 <= point["y"] <= 100 for point in json.loads(chart.points_json))


@given(AMOUNTS, AMOUNTS)
def test_ticks_are_few_round_enclosing_and_never_look_the_same(one: int, other: int) -> None:
    lowest, highest = sorted((one, other))
    ticks = charts.nice(lowest, highest)
    step = ticks[1] - ticks[0]
    assert ticks[0] <= lowest <= highest <= ticks[-1]
    assert 2 <= len(ticks) <= 8
    assert str(step).rstrip("0") in {"1", "2", "5"}
    words = [charts.compact(tick, step) for tick in ticks]
    assert len(set(words)) == len(words)


@pytest.mark.parametrize(
    ("minor", "step", "currency", "words"),
    [
        (1_500_000, 500_000, "USD", "$15k"),
        (125_000, 5_000, "USD", "$1.25k"),
        (125_000, 500, "USD", "$1,250"),
        (-50, 50, "USD", "−$0.50"),
        (0, 500_000, "USD", "$0"),
        (120_000_000_000, 10_000_000_000, "USD", "$1.2B"),
        (15_000, 5_000, "JPY", "¥15k"),
        (1_500_000, 500_000, "CHF", "15k CHF"),
        (1_500, 500, "KWD", "1.500 KWD"),
    ],
)
def test_axis_amounts_are_short_and_exact(minor: int, step: int, currency: str, words: str) -> None:
    assert charts.compact(minor, step, currency) == words


def test_a_donut_shows_its_total_and_each_share() -> None:
    ring = charts.donut([("Housing", Money(75_00)), ("Food", Money(25_00))], "Spending", word="this month")
    assert texts(ring.svg) == ["$100", "this month"]
    assert [(part.name, part.percent, part.colour) for part in ring.slices] == [("Housing", 75, 1), ("Food", 25, 2)]


def test_the_tail_of_many_parts_is_gathered_and_the_total_stays() -> None:
    ring = charts.donut([(f"part {n}", Money(100)) for n in range(12)], "x")
    assert len(ring.slices) == 7
    assert (ring.slices[-1].name, ring.slices[-1].amount) == ("Everything else", Money(600))
    assert ring.total == Money(1200)


@pytest.mark.parametrize("parts", [[], [("Nothing", Money(0))], [("Refund", Money(-500))]])
def test_a_donut_of_nothing_is_an_empty_ring(parts: list[tuple[str, Money]]) -> None:
    assert "m-donut-part" not in charts.donut(parts, "x").svg


@given(st.lists(AMOUNTS, min_size=1, max_size=20))
def test_the_arcs_fill_the_ring_and_no_more(amounts: list[int]) -> None:
    ring = charts.donut([(str(n), Money(minor)) for n, minor in enumerate(amounts)], "x")
    arcs = [arc for arc in drawn(ring.svg).iter(f"{SVG}circle") if arc.get("pathLength")]
    assert sum(float(arc.attrib["stroke-dasharray"].split()[0]) for arc in arcs) <= 1000.5
    assert ring.total.minor == sum(amounts)
