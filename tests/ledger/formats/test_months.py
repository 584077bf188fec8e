import pytest

from mingus.ledger.formats.months import month_number


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("Jan", 1),
        ("févr", 2),
        ("März", 3),
        ("avril", 4),
        ("MAI", 5),
        ("juin", 6),
        ("Août", 8),
        ("Dezember", 12),
        ("dic", 12),
    ],
)
def test_months_are_known_in_several_languages(name: str, number: int) -> None:
    assert month_number(name) == number


def test_other_words_are_no_months() -> None:
    assert month_number("Monday") is None
