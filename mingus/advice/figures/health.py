"""Money health: seven figures, each with its formula, what went into it, and what stands behind its words. Pure.

A figure whose input is missing is unknown and says what to add. There is no total score, on purpose: nobody could
check what it means.
"""

from collections.abc import Callable, Sequence
from typing import Final

from mingus.advice.figures import arithmetic
from mingus.advice.figures.arithmetic import WHOLE, months_said, whole_percent
from mingus.advice.figures.bands import (
    DEBT,
    HOUSING,
    OUR_OWN,
    RESERVE,
    SAVINGS,
    STEADY,
    UTILISATION,
    Band,
    Behind,
    Entry,
    Figure,
)
from mingus.advice.figures.inputs import INPUTS
from mingus.advice.figures.numbers import Numbers
from mingus.core.formatting import short_month


def figures(numbers: Numbers) -> list[Figure]:
    """All seven, in the order of the page."""
    return [make(numbers) for make in _EVERY]


def savings_rate(numbers: Numbers) -> Figure:
    months = numbers.months[: arithmetic.USUAL_MONTHS]
    income = sum(month.income_minor for month in months)
    expenses = sum(month.expenses_minor for month in months)
    known = arithmetic.usual_income(numbers) is not None and income > 0
    rate = arithmetic.share(income - expenses, income) if known else None
    return _figure(
        numbers,
        ("savings-rate", "Savings rate"),
        (rate, whole_percent, SAVINGS),
        Behind(
            formula="What came in less what went out, divided by what came in, over the newest full months.",
            entries=(
                Entry("Came in", numbers.text(income) if known else None, _rows(numbers, "in")),
                Entry("Went out", numbers.text(expenses) if known else None, _rows(numbers, "out")),
            ),
            basis=(
                f"The words are {OUR_OWN}, because no one rate fits every life: 10% and 20% are round marks to steer "
                "by."
            ),
            needs=("income",),
        ),
    )


def debt_to_income(numbers: Numbers) -> Figure:
    asked = arithmetic.minimums(numbers)
    note, incomes, is_said = _incomes(numbers)
    return _figure(
        numbers,
        ("debt-to-income", "Debt to income"),
        (arithmetic.debt_share(numbers), whole_percent, DEBT),
        Behind(
            formula=f"The smallest payments of all your debts, divided by a month’s income.{note}",
            entries=(
                Entry("Smallest payments a month", _said(numbers, asked), INPUTS["debts"].url),
                *incomes,
            ),
            basis="43% of income before tax is a benchmark many lenders still use; the mark at 30% is our own rule.",
            source_id="MORT-06",
            needs=("debts", "minimums") if is_said else ("debts", "minimums", "income"),
        ),
    )


def emergency_months(numbers: Numbers) -> Figure:
    return _figure(
        numbers,
        ("emergency-months", "Emergency fund"),
        (arithmetic.reserve_tenths(numbers), months_said, RESERVE),
        Behind(
            formula="Cash you can reach, divided by what a usual month costs (the middle of the newest full months).",
            entries=(
                Entry("On checking, savings and in cash", _said(numbers, arithmetic.cash(numbers)), "/accounts"),
                Entry("A usual month costs", _said(numbers, arithmetic.usual_expenses(numbers)), _rows(numbers, "out")),
            ),
            basis=(
                f"One, three and six months are {OUR_OWN}, because a job search or a repair takes everybody another "
                "time."
            ),
            needs=("accounts", "spending"),
        ),
    )


def card_utilisation(numbers: Numbers) -> Figure:
    cards = numbers.held("card")
    used = arithmetic.utilisation(numbers)
    limits = [card.limit_minor for card in cards]
    whole = sum(limit for limit in limits if limit is not None) if cards and None not in limits else None
    owed = sum(max(0, -card.balance_minor) for card in cards) if cards else None
    return _figure(
        numbers,
        ("card-utilisation", "Card utilization"),
        (used, whole_percent, UTILISATION),
        Behind(
            formula="What is owed on all cards, divided by the sum of their limits.",
            entries=(
                Entry("Owed on cards", _said(numbers, owed), "/accounts"),
                Entry("Limits", _said(numbers, whole), "/accounts"),
            ),
            basis="Amounts owed are 30% of a FICO Score; the marks at 30% and 50% are our own rule.",
            source_id="CRED-04",
            needs=("accounts", "limits") if cards else ("accounts",),
            otherwise="" if cards else "There is no card among your accounts, so there is nothing to work out.",
        ),
    )


def housing_share(numbers: Numbers) -> Figure:
    spent, income = arithmetic.usual_spent(numbers, *arithmetic.HOUSING), arithmetic.usual_income(numbers)
    known = spent and income
    return _figure(
        numbers,
        ("housing-share", "Housing share"),
        (arithmetic.share(spent, income) if spent and income else None, whole_percent, HOUSING),
        Behind(
            formula="Housing and utilities of a usual month, divided by what comes in in one.",
            entries=(
                Entry("Housing and utilities", _said(numbers, spent or None), numbers.spending_url("housing")),
                Entry("Came in in a usual month", _said(numbers, income), _rows(numbers, "in")),
            ),
            basis=(
                "From 30% of household income on, housing researchers speak of cost-burdened households; 50% is our "
                "own mark."
            ),
            source_id="RENT-02",
            needs=("income", "spending"),
            otherwise="" if known or not income else "No transaction is filed under Housing or Utilities yet.",
        ),
    )


def fees_and_interest(numbers: Numbers) -> Figure:
    months = numbers.months[:12]
    known = len(months) >= arithmetic.FEWEST_MONTHS
    paid = sum(month.spent.get("fees", 0) for month in months) if known else None
    bands = (
        Band(1, "What banking and borrowing cost you over these months.", "info"),
        Band(0, "Nothing. Nice.", "positive"),
    )
    return _figure(
        numbers,
        ("fees-and-interest", "Fees and interest paid"),
        (paid, numbers.text, bands),
        Behind(
            formula="Everything filed under Bank fees & interest, added up.",
            entries=(Entry("Bank fees & interest", _said(numbers, paid), numbers.spending_url("fees", 12)),),
            basis=f"No mark but zero, which is {OUR_OWN}.",
            needs=("spending",),
            months=12,
        ),
    )


def income_stability(numbers: Numbers) -> Figure:
    incomes = [month.income_minor for month in numbers.months[:12]]
    steady = arithmetic.steadiness(numbers)
    return _figure(
        numbers,
        ("income-stability", "Income stability"),
        (steady, whole_percent, STEADY),
        Behind(
            formula="The lowest full month’s income as a share of the middle one’s, over six to twelve months.",
            entries=(
                Entry("Lowest month", numbers.text(min(incomes)) if steady is not None else None, _rows(numbers, "in")),
                Entry(
                    "Middle month",
                    numbers.text(arithmetic.median(incomes)) if steady is not None else None,
                    _rows(numbers, "in"),
                ),
            ),
            basis=(
                f"The marks at 70% and 90% are {OUR_OWN}, because pay every week or two gives some months an extra "
                "paycheck."
            ),
            needs=("half a year", "income"),
            months=12,
        ),
    )


_EVERY: Final[tuple[Callable[[Numbers], Figure], ...]] = (
    savings_rate,
    emergency_months,
    debt_to_income,
    card_utilisation,
    housing_share,
    fees_and_interest,
    income_stability,
)


def _incomes(numbers: Numbers) -> tuple[str, tuple[Entry, ...], bool]:
    """Whose income stands under the debts: what to say of it, the amounts, and whether people said them."""
    own, others = numbers.person.income_minor, numbers.others_pay_minor
    if own is None or own + others == 0:
        usual = _said(numbers, arithmetic.usual_income(numbers))
        entry = Entry("What reached your accounts in a usual month", usual, _rows(numbers, "in"))
        return " Lenders use income before tax, which makes their share lower.", (entry,), False
    mine = Entry("Income a month, as you said", numbers.text(own), INPUTS["employment"].url)
    if not others:
        note = " Of income it counts your own alone, not a partner’s, until theirs is in the pay calendar."
        return note, (mine,), True
    theirs = Entry("Pay of others in your household", numbers.text(others), "/pay")
    note = " Income is what you said and the pay of others in your pay calendar, before tax where that is known."
    return note, (mine, theirs), True


def _figure(
    numbers: Numbers,
    named: tuple[str, str],
    worked_out: tuple[int | None, Callable[[int], str], Sequence[Band]],
    behind: Behind,
) -> Figure:
    exact, words, bands = worked_out
    band = None if exact is None else next((band for band in bands if exact >= band.at_least), bands[-1])
    missing = tuple(key for key in behind.needs if not INPUTS[key].is_known(numbers)) if exact is None else ()
    return Figure(
        *named,
        value="" if exact is None else words(exact),
        exact=exact,
        says=band.says if band else behind.otherwise or "Not known yet.",
        tone=band.tone if band else "neutral",
        formula=behind.formula,
        entries=behind.entries,
        period=_period(numbers, behind.months),
        basis=behind.basis,
        source_id=behind.source_id,
        missing=missing,
    )


def _said(numbers: Numbers, minor: int | None) -> str | None:
    return None if minor is None else numbers.text(minor)


def _period(numbers: Numbers, at_most: int) -> str:
    months = numbers.months[:at_most]
    if not months:
        return "No full month yet"
    first, last = short_month(months[-1].on), short_month(months[0].on)
    return f"{first} to {last}" if first != last else first


def _rows(numbers: Numbers, direction: str) -> str:
    months = numbers.months[: arithmetic.USUAL_MONTHS]
    since = f"&from_on={months[-1].on}" if months else ""
    return f"/transactions?direction={direction}{since}"


assert WHOLE == 10_000, "the marks above are basis points"
