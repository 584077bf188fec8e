from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingus.ledger.formats.dates import DateEvidence, DateFault, decide_order, is_date, reader

THE_DAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("2026-11-25", "ymd"),
        ("2026/11/25", "ymd"),
        ("20261125", "ymd"),
        ("2026-11-25T12:00:00Z", "ymd"),
        ("2026-11-25 12:00:00.123+01:00", "ymd"),
        ("20261125120000.000[-5:EST]", "ymd"),
        ("26-11-25", "ymd"),
        ("11/25/2026", "mdy"),
        ("11/25/26", "mdy"),
        ("11-25-2026", "mdy"),
        ("11/25/2026 10:33 PM", "mdy"),
        ("11252026", "mdy"),
        ("25.11.2026", "dmy"),
        ("25.11.26", "dmy"),
        ("25. 11. 2026", "dmy"),
        ("25/11/2026, 10:33", "dmy"),
        ("25 Nov 2026", "dmy"),
        ("25-Nov-26", "dmy"),
        ("25. November 2026", "dmy"),
        ("25 de noviembre de 2026", "dmy"),
        ("25 novembre 2026", "dmy"),
        ("Wed, 25 Nov 2026", "dmy"),
        ("Nov 25, 2026", "mdy"),
        ("November 25th, 2026", "mdy"),
        ("2026-Nov-25", "ymd"),
    ],
)
def test_every_way_to_write_the_day(text: str, order: str) -> None:
    assert reader(order)(text) == THE_DAY
    assert is_date(text)


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("31/02/2026", "dmy"),
        ("02/31/2026", "mdy"),
        ("2026-13-01", "ymd"),
        ("1969-12-31", "ymd"),
        ("2101-01-01", "ymd"),
        ("0000-00-00", "ymd"),
        ("", "ymd"),
        ("12:00", "ymd"),
        ("12.30", "dmy"),
        ("tomorrow", "mdy"),
        ("2026-11-25", "mdy"),
        ("25 Foo 2026", "dmy"),
        ("٢٠٢٦-١١-٢٥", "ymd"),
        ("9" * 4000, "ymd"),
    ],
)
def test_what_is_no_day_is_a_fault(text: str, order: str) -> None:
    with pytest.raises(DateFault):
        reader(order)(text)


@pytest.mark.parametrize(
    ("column", "order"),
    [
        (["01/02/2026", "01/25/2026"], "mdy"),
        (["01/02/2026", "25/01/2026"], "dmy"),
        (["2026-01-02"], "ymd"),
        (["05/05/2026"], "mdy"),
        (["25.11.26", "12.10.26", "03.03.26"], "dmy"),
        (["26-11-25", "26-11-03", "26-10-12"], "ymd"),
        (["3 Jan 2026", "4 Feb 2026"], "mdy"),
    ],
)
def test_the_whole_column_settles_the_order(column: list[str], order: str) -> None:
    found = decide_order(column)
    assert (found.value, found.certain) == (order, True)


def test_days_up_to_twelve_are_asked_about() -> None:
    found = decide_order(["01/02/2026", "03/04/2026"], likelier="dmy")
    assert (found.value, found.certain, found.candidates) == ("dmy", False, ("mdy", "dmy"))


@pytest.mark.parametrize(("column", "order"), [(["15/01/26"], "dmy"), (["26-01-15"], "ymd"), (["01/02/26"], "mdy")])
def test_what_is_asked_about_has_the_likelier_order_chosen(column: list[str], order: str) -> None:
    choice = decide_order(column)
    assert (choice.value, choice.certain) == (order, False)
    assert "can be read" in choice.why


def test_two_styles_in_one_column_are_asked_about() -> None:
    found = decide_order(["25/01/2026", "01/26/2026", "27/01/2026"])
    assert (found.value, found.certain) == ("dmy", False)


def test_one_impossible_day_does_not_confuse() -> None:
    assert decide_order(["31/02/2026", "25/01/2026"]).certain


@given(st.lists(st.dates(date(1970, 1, 1), date(2100, 12, 31)), min_size=1), st.integers(1, 5))
def test_evidence_in_portions_is_evidence_at_once(days: list[date], portion: int) -> None:
    column = [f"{day:%d/%m/%Y}" for day in days]
    evidence = DateEvidence()
    for start in range(0, len(column), portion):
        evidence.add(column[start : start + portion])
    assert evidence.decide() == decide_order(column)


@given(st.dates(date(1970, 1, 1), date(2069, 12, 31)))
def test_any_day_reads_back(day: date) -> None:
    assert reader("ymd")(day.isoformat()) == day
    assert reader("dmy")(f"{day:%d.%m.%Y}") == day
    assert reader("mdy")(f"{day:%m/%d/%y}") == day
    assert reader("dmy")(f"{day:%d %b %Y}") == day


@given(st.text(max_size=80), st.sampled_from(["ymd", "mdy", "dmy"]))
def test_any_text_is_a_date_or_a_fault(text: str, order: str) -> None:
    try:
        assert 1970 <= reader(order)(text).year <= 2100
    except DateFault:
        return  # refused with a sentence, which is fine


def test_dates_with_points_have_the_day_first_without_a_question() -> None:
    found = decide_order(["03.01.2026", "04.02.2026"])
    assert (found.value, found.certain) == ("dmy", True)


def test_dates_with_points_that_can_only_have_the_month_first_are_read_so() -> None:
    found = decide_order(["03.25.2026", "04.26.2026"])
    assert (found.value, found.certain) == ("mdy", True)


def test_dates_with_strokes_are_still_asked_about() -> None:
    assert not decide_order(["03/01/2026", "04/02/2026"]).certain
