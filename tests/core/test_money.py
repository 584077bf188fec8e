import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingus.core.errors import Refused
from mingus.core.money import MAX_MINOR, SYMBOLS, Money, currency_code, exponent

MINOR = st.integers(min_value=-MAX_MINOR, max_value=MAX_MINOR)
CURRENCY = st.sampled_from(["USD", "EUR", "JPY", "KWD", "NGN"])


@given(MINOR, CURRENCY)
def test_what_goes_out_as_a_decimal_string_comes_back_the_same(minor: int, currency: str) -> None:
    money = Money(minor, currency)
    assert Money.parse(money.decimal_string(), currency) == money


@given(MINOR, MINOR, CURRENCY)
def test_sums_are_exact(a: int, b: int, currency: str) -> None:
    assert (Money(a, currency) + Money(b, currency) - Money(b, currency)) == Money(a, currency)
    assert (-Money(a, currency)).minor == -a


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("1250.5", "USD", 125050),
        ("−3", "USD", -300),
        ("-0.01", "USD", -1),
        ("+7", "USD", 700),
        (" 7.10 ", "USD", 710),
        ("1.", "USD", 100),
        ("1500", "JPY", 1500),
        ("1500.0", "JPY", 1500),
        ("1.234", "KWD", 1234),
        ("0.100000000000", "USD", 10),
        ("9999999999999.99", "USD", 999999999999999),
    ],
)
def test_plain_decimals_are_read(text: str, currency: str, minor: int) -> None:
    assert Money.parse(text, currency) == Money(minor, currency)


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("", "USD"), ("abc", "USD"), ("1e9", "USD"), ("NaN", "USD"), ("Infinity", "USD"), ("1,000", "USD"),
        ("1.2.3", "USD"), ("--1", "USD"), ("1.001", "USD"), ("1.5", "JPY"), ("1.2345", "KWD"), ("0x10", "USD"),
        ("10000000000000.00", "USD"), ("9" * 16, "JPY"), ("٣", "USD"), ("1_000", "USD"), ("9" * 5000, "USD"),
    ],
)  # fmt: skip
def test_anything_else_is_refused(text: str, currency: str) -> None:
    with pytest.raises(Refused):
        Money.parse(text, currency)


@pytest.mark.parametrize(
    ("money", "text"),
    [
        (Money(-120450), "−$1,204.50"),
        (Money(0), "$0.00"),
        (Money(5), "$0.05"),
        (Money(150000, "JPY"), "¥150,000"),
        (Money(1234, "KWD"), "1.234 KWD"),
        (Money(-1234, "KWD"), "−1.234 KWD"),
        (Money(123456, "EUR"), "€1,234.56"),
    ],
)
def test_people_read_signs_symbols_and_thousands(money: Money, text: str) -> None:
    assert str(money) == text


@pytest.mark.parametrize(
    ("minor", "text"),
    [(149, "$1"), (150, "$2"), (-150, "−$2"), (-49, "$0"), (99_950, "$1,000"), (0, "$0")],
)
def test_whole_units_round_half_away_from_zero(minor: int, text: str) -> None:
    assert Money(minor).text(cents=False) == text


def test_a_plus_is_shown_only_where_it_is_asked_for_and_true() -> None:
    assert Money(500).text(plus=True) == "+$5.00"
    assert Money(-500).text(plus=True) == "−$5.00"
    assert Money(0).text(plus=True) == "$0.00"


def test_currencies_never_mix() -> None:
    with pytest.raises(ValueError, match="cannot mix USD with EUR"):
        Money(1) + Money(1, "EUR")
    with pytest.raises(ValueError, match="cannot mix EUR with USD"):
        Money(1, "EUR") - Money(1)


def test_a_currency_code_is_three_letters() -> None:
    assert currency_code(" usd ") == "USD"
    for bad in ("", "US", "USDT", "U$D", "12A", "ÜSD"):
        with pytest.raises(Refused) as caught:
            currency_code(bad)
        assert "currency" in caught.value.fields


def test_decimals_follow_iso_4217() -> None:
    assert [exponent(code) for code in ("USD", "JPY", "KWD", "XOF", "TND")] == [2, 0, 3, 0, 3]
    assert all(exponent(code) in {0, 2} for code in SYMBOLS)
