import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingus.core.money import exponent
from mingus.ledger.formats.amounts import AmountFault, parts, reader

POINT = {
    "-110.7": -11070,
    "-12.34": -1234,
    "1,107.00": 110700,
    "(12.30)": -1230,
    "( $1,234.56 )": -123456,
    "12.30-": -1230,
    "$1,000": 100000,
    "-$5": -500,
    "$-5": -500,
    "- $5.00": -500,
    "USD 12.00": 1200,
    "12.00 USD": 1200,
    "US$5": 500,
    "12.00 CR": 1200,
    "12.00 DR": -1200,
    "12.00Cr.": 1200,
    "1'234.56": 123456,
    "1’234.56": 123456,
    "1 234.56": 123456,
    "−5": -500,
    "+5": 500,
    "1,00,000.00": 10000000,
    "8.95000": 895,
    ".5": 50,
    "5.": 500,
    "0": 0,
    "-0.00": 0,
    " 7.10 ": 710,
}
COMMA = {
    "1.107,00": 110700,
    "12,30-": -1230,
    "1 234,56": 123456,
    "1\u00a0234,56": 123456,
    "1\u202f234,56": 123456,
    "-1.234.567,8": -123456780,
    "12,5": 1250,
    "1.000": 100000,
    "(0,01)": -1,
}
FAULTS = [
    "1e9999",
    "NaN",
    "inf",
    "-Infinity",
    "",
    "   ",
    "--5",
    "(-5)",
    "-5-",
    "-5 DR",
    "(5",
    "5)",
    "1,2,3.4,5",
    "1.2.3",
    "1,23.00",
    "12,30",
    "0x10",
    "1_000",
    "٣.00",
    "five",
    "12.345",
    "EUR 5",
    "5 €",
    "9" * 30,
    "1" * 5000,
    "=1+1",
]


@pytest.mark.parametrize(("text", "minor"), POINT.items())
def test_amounts_with_a_decimal_point_read_right(text: str, minor: int) -> None:
    assert reader(".", "USD")(text) == minor


@pytest.mark.parametrize(("text", "minor"), COMMA.items())
def test_amounts_with_a_decimal_comma_read_right(text: str, minor: int) -> None:
    assert reader(",", "EUR")(text) == minor


@pytest.mark.parametrize("text", FAULTS)
def test_what_is_no_amount_of_the_column_is_a_fault(text: str) -> None:
    with pytest.raises(AmountFault):
        reader(".", "USD")(text)


def test_currencies_have_their_own_decimals() -> None:
    assert reader(".", "JPY")("1,500") == 1500
    assert reader(".", "JPY")("1500.00") == 1500
    assert reader(".", "KWD")("1.234") == 1234
    with pytest.raises(AmountFault, match="more decimals than JPY"):
        reader(".", "JPY")("1.5")


def test_parts_name_the_currency() -> None:
    assert parts("€ 5,00") == (False, "5,00", "EUR")
    assert parts("-5 chf") == (True, "5", "CHF")
    assert parts("$5") == (False, "5", None)


SPELLINGS = st.sampled_from(
    ["{s}{n}", "{s}${n}", "${s}{n}", "{s} {n}", "{n}{s}", "{s}{n} USD", "USD {s}{n}", " {s}{n} "]
)


@given(
    minor=st.integers(-(10**15) + 1, 10**15 - 1),
    mark=st.sampled_from(".,"),
    grouping=st.sampled_from(["", "other", "'", " ", "\u00a0", "\u202f"]),
    spelling=SPELLINGS,
    minus=st.sampled_from("-−"),
    currency=st.sampled_from(["USD", "JPY", "KWD"]),
)
def test_any_amount_in_any_notation_reads_back(
    minor: int, mark: str, grouping: str, spelling: str, *, minus: str, currency: str
) -> None:
    digits = exponent(currency)
    whole, fraction = divmod(abs(minor), 10**digits)
    separator = {"other": "," if mark == "." else "."}.get(grouping, grouping)
    number = f"{whole:,}".replace(",", separator) + (f"{mark}{fraction:0{digits}d}" if digits else "")
    text = spelling.format(s=minus if minor < 0 else "", n=number).replace("USD", currency)
    assert reader(mark, currency)(text) == minor


@given(st.text(max_size=80), st.sampled_from(".,"))
def test_any_text_is_an_amount_or_a_fault(text: str, mark: str) -> None:
    try:
        assert isinstance(reader(mark, "USD")(text), int)
    except AmountFault:
        return  # refused with a sentence, which is fine
