from datetime import UTC, date, datetime

import pytest

from mingus.core import formatting
from mingus.core.money import Money

DAY = date(2026, 11, 3)


def test_money_is_shown_with_a_true_minus_and_thousands() -> None:
    assert formatting.money(Money(-120450)) == "−$1,204.50"


def test_whole_numbers_are_minor_units_of_their_currency() -> None:
    assert formatting.money(120450, "EUR") == "€1,204.50"
    assert formatting.money(1500, "JPY") == "¥1,500"


def test_summaries_leave_out_the_cents_and_gains_carry_a_plus() -> None:
    assert formatting.money(Money(215_360), cents=False, plus=True) == "+$2,154"


def test_dates_are_written_without_leading_zeros() -> None:
    assert formatting.short_date(DAY) == "Nov 3"
    assert formatting.short_date(DAY, year=True) == "Nov 3, 2026"
    assert formatting.long_date(DAY) == "November 3, 2026"
    assert formatting.short_month(DAY) == "Nov 2026"
    assert formatting.month_name(DAY) == "November"
    assert formatting.month_name(DAY, year=True) == "November 2026"


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Blue Bottle", "BB"),
        ("marta", "M"),
        ("PAYPAL *NTS", "PN"),
        ("Élan vital café", "ÉC"),
        ("***", "•"),
        ("", "•"),
        ("7-Eleven", "7"),
    ],
)
def test_a_monogram_has_one_or_two_letters_whatever_the_bank_wrote(name: str, letters: str) -> None:
    assert formatting.initials(name) == letters


def test_counts_agree_with_their_nouns() -> None:
    assert formatting.plural(1, "goal") == "1 goal"
    assert formatting.plural(0, "goal") == "0 goals"
    assert formatting.plural(1204, "category", "categories") == "1,204 categories"


def test_a_moment_is_read_by_the_persons_clock() -> None:
    at = datetime(2026, 11, 3, 5, 5, tzinfo=UTC)
    assert formatting.moment(at, "America/New_York") == "Nov 3, 2026, 12:05 AM"
    assert formatting.moment(at, "Asia/Tokyo") == "Nov 3, 2026, 2:05 PM"
