from decimal import Decimal

import pytest

from mingus.articles.checking.numbers import numbers_in


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("$1,250.50 and 7.65 percent", ["1250.50", "7.65"]),
        ("121.5 million workers", ["121500000.0"]),
        ("a 401(k), W-2, Form 1099", []),
        ("6% of 12", ["6", "12"]),
        ("by 2026, 3rd", ["2026", "3"]),
    ],
)
def test_numbers_are_read_as_they_are_written(text: str, values: list[str]) -> None:
    assert [number.value for number in numbers_in(text)] == [Decimal(value) for value in values]


def test_counts_and_years_claim_nothing() -> None:
    assert [
        number.text for number in numbers_in("26 slips in 2026, $5, 3 percent, 1,999 and 14.4") if number.is_figure
    ] == [*("$5", "3 percent", "1,999", "14.4")]


def test_zeros_at_the_end_say_nothing() -> None:
    assert [number.significant for number in numbers_in("24,500 100 12,345")] == [3, 1, 5]
