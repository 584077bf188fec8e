import pytest

from mingus.articles.checking.equations import equations_in


@pytest.mark.parametrize(
    "right",
    [
        "$1,400 × 12 = $16,800",
        "After year 1: $1,000 × 1.05 = $1,050.",
        "$1,000 × 1.05^10 = about $1,629.",
        "$2,400 × (1.05^10 − 1) ÷ 0.05 = about $30,187",
        "($40,300 − $12,400) × 12% = $3,348",
        "$1,400 a month × 12 months = $16,800",
        "$60,000 ÷ 26 = $2,307.69",
        "72 ÷ 22.25 = about 3.2 years",
        "$600 × (22% − 12%) = $60",
        "$9 ÷ $60 = 15 percent",
        "−5 + 12 = 7",
        "$250 - $100 = $150",
    ],
)
def test_a_sum_that_comes_out_is_right(right: str) -> None:
    (found,) = equations_in(right)
    assert found.is_right


@pytest.mark.parametrize(
    "wrong",
    [
        "$1,400 × 12 = $16,900",
        "$1,000 × 1.05^10 = $1,629.",
        "$1,000 × 1.05^10 = about $1,692.",
        "$60,000 ÷ 26 = $2,307.70",
        "10 ÷ 3 = 3",
        "$9 ÷ $60 = 16 percent",
    ],
)
def test_a_sum_that_does_not_come_out_is_wrong(wrong: str) -> None:
    (found,) = equations_in(wrong)
    assert not found.is_right


def test_a_chain_is_compared_link_by_link() -> None:
    assert [each.is_right for each in equations_in("2 + 3 = 10 ÷ 2 = 5 + 1")] == [True, False]


@pytest.mark.parametrize(
    "words",
    [
        "Amount after n years = yearly deposit × ((1 + rate)^n − 1) ÷ rate.",
        "a rate = 5",
        "x = y",
        "5 ÷ 0 = 7",
        "2^99999 = 1",
        "(((((((((",
        "= = = =",
        "rate = 5 ÷ 12 and n = 20 × 12",
    ],
)
def test_what_is_no_sum_of_numbers_is_left_alone(words: str) -> None:
    assert [each for each in equations_in(words) if not each.is_right] == []


def test_a_very_long_line_costs_little() -> None:
    assert equations_in("1 + " * 20_000 + "1 = 5")
