from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from mingus.advice.figures.bands import Figure
from mingus.advice.figures.health import figures
from mingus.advice.figures.inputs import INPUTS
from mingus.advice.figures.numbers import Numbers
from mingus.advice.sources import SOURCES
from tests.advice.numbers import CARD, TODAY, YEAR, cash, household, month, months, owed, said


def _all(**changes: Any) -> dict[str, Figure]:
    return {figure.key: figure for figure in figures(household(**changes))}


def test_every_figure_of_a_household_in_good_order() -> None:
    debts = (owed(9000, 900, 650, kind="car"),)
    found = {key: (figure.value, figure.exact) for key, figure in _all(debts=debts).items()}
    assert found == {
        "savings-rate": ("30%", 3000),
        "emergency-months": ("8.5 months", 85),
        "debt-to-income": ("10%", 1000),
        "card-utilisation": ("6%", 600),
        "housing-share": ("25%", 2500),
        "fees-and-interest": ("$0", 0),
        "income-stability": ("100%", 10_000),
    }


def test_of_nobody_every_figure_is_unknown_and_says_what_to_add_and_where() -> None:
    for figure in figures(Numbers(today=TODAY, currency="USD")):
        assert (figure.value, figure.exact, figure.is_known) == ("", None, False)
        assert figure.says == "Not known yet." or "no card" in figure.says
        assert figure.missing
        assert all(INPUTS[key].url.startswith("/") for key in figure.missing)
        assert all(entry.value is None for entry in figure.entries)
        assert figure.period == "No full month yet"


def test_each_shows_its_formula_its_inputs_with_their_rows_and_where_its_marks_come_from() -> None:
    for figure in _all().values():
        assert figure.formula.endswith(".")
        assert figure.entries
        assert all(entry.url.startswith("/") and entry.value for entry in figure.entries)
        assert "our own" in figure.basis or figure.source_id
        assert not figure.source_id or figure.source_id in SOURCES
        assert figure.period in {"May 2026 to Oct 2026", "Nov 2025 to Oct 2026"}
        assert figure.says.endswith(".")


def test_one_missing_input_is_named_and_nothing_is_put_in_its_place() -> None:
    assert _all(debts=(owed(9000, 900),))["debt-to-income"].missing == ("minimums",)
    assert _all(holdings=(replace(CARD, limit_minor=None),))["card-utilisation"].missing == ("limits",)
    assert _all(months=YEAR[:5])["income-stability"].missing == ("half a year",)
    assert _all(months=YEAR[:1])["savings-rate"].missing == ("income",)


def test_debt_to_income_says_whose_income_it_took() -> None:
    debts = (owed(9000, 900, 500),)
    with_said, without = _all(debts=debts), _all(debts=debts, **said(income_minor=None))
    assert with_said["debt-to-income"].entries[1].value == "$6,500"
    assert without["debt-to-income"].exact == 1000
    assert "before tax" in without["debt-to-income"].formula
    assert "not a partner’s" in with_said["debt-to-income"].formula


def test_the_debts_of_a_household_stand_beside_the_pay_of_all_who_entered_theirs() -> None:
    debts = (owed(9000, 900, 650),)
    own, both = (_all(debts=debts, others_pay_minor=minor)["debt-to-income"] for minor in (0, 3_500_00))
    assert (own.exact, both.exact) == (1000, 650)
    assert [entry.value for entry in both.entries] == ["$650", "$6,500", "$3,500"]
    assert "the pay of others" in both.formula
    unsaid = _all(debts=debts, others_pay_minor=3_500_00, **said(income_minor=None))["debt-to-income"]
    assert unsaid.exact == _all(debts=debts, **said(income_minor=None))["debt-to-income"].exact  # theirs is in it


def test_without_rent_or_cards_there_is_nothing_to_work_out_and_it_says_so() -> None:
    bare = tuple(month(back, spent={"housing": 0, "utilities": 0}) for back in range(1, 7))
    assert "Housing or Utilities" in _all(months=bare)["housing-share"].says
    assert "no card" in _all(holdings=())["card-utilisation"].says


def test_fees_of_a_year_are_added_up() -> None:
    fees = tuple(month(back, spent={"fees": 12}) for back in range(1, 15))
    assert _all(months=fees)["fees-and-interest"].value == "$144"


def test_a_cent_of_interest_beside_a_month_of_bills_is_a_rate_too() -> None:
    cent = replace(month(1), income_minor=1, expenses_minor=2_000_00)
    rate = _all(months=(cent, replace(cent, on=month(2).on)))["savings-rate"]
    assert rate.exact == -1_999_990_000
    assert rate.says == "More went out than came in over these months."


@given(st.integers(0, 60_000), st.integers(0, 60_000))
def test_more_cash_never_sounds_worse(some: int, more: int) -> None:
    low, high = sorted((some, more))
    tones = {"warning": 0, "info": 1, "positive": 2}
    worse, better = (_all(**cash(dollars))["emergency-months"] for dollars in (low, high))
    assert tones[worse.tone] <= tones[better.tone]


@given(st.lists(st.integers(0, 20_000), min_size=2, max_size=12))
def test_every_figure_of_any_income_is_whole_and_in_words(incomes: list[int]) -> None:
    for figure in figures(household(months=months(*incomes))):
        assert figure.exact is None or isinstance(figure.exact, int)
        assert figure.is_known or figure.missing or figure.says != "Not known yet."
