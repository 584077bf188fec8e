import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingus.ledger.formats.notation import decide_notation, mask


@pytest.mark.parametrize(
    ("column", "mark"),
    [
        (["1,000", "1,234.56"], "."),
        (["1.000", "1.234,56"], ","),
        (["12.5"], "."),
        (["12,5", "7"], ","),
        (["1.000.000"], ","),
        (["1,000,000"], "."),
        (["1,00,000.00"], "."),
        (["0,123"], ","),
        (["1234,567"], ","),
        (["1 234,56"], ","),
        (["1'234.56"], "."),
        (["5", "-7", ""], "."),
        (["total", "12,50-"], ","),
    ],
)
def test_one_telling_amount_settles_the_column(column: list[str], mark: str) -> None:
    found = decide_notation(column)
    assert (found.value, found.certain) == (mark, True)


@pytest.mark.parametrize("column", [["1,000"], ["1.000"], ["-1,200", "2,100"], ["(1.234)"]])
def test_a_thousand_or_one_is_asked_about(column: list[str]) -> None:
    found = decide_notation(column)
    assert not found.certain
    assert found.candidates == (".", ",")


def test_mixed_notations_are_asked_about() -> None:
    assert not decide_notation(["1,50", "1.50"]).certain


def test_what_is_likelier_is_proposed_only() -> None:
    found = decide_notation(["1,000"], likelier=",")
    assert (found.value, found.certain) == (",", False)


@given(st.lists(st.sampled_from(["1,000", "1,234.56", "12", "-3.10", "999,999"]), min_size=1).flatmap(st.permutations))
def test_the_order_of_rows_changes_nothing(column: list[str]) -> None:
    assert decide_notation(column) == decide_notation(sorted(column))
    assert decide_notation(map(mask, column)) == decide_notation(column)
