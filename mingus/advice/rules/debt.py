"""Debt: what it costs, which one first, and what is worth asking."""

from typing import Final

from mingus.advice.figures import arithmetic
from mingus.advice.figures.arithmetic import carried, debts_of, percent, whole_percent, yearly_interest
from mingus.advice.figures.numbers import Numbers, Owed
from mingus.advice.rules.rule import NOW, SOME_DAY, SOON, Action, Finding, Rule, listed
from mingus.core.formatting import plural

CARDS: Final = ("card",)
SCHOOL: Final = ("student",)
DEAR_RATE: Final = 1500  # our own rule: from 15 % a year on, paying it down beats most other uses of money
LENDERS_STOP: Final = 4300  # MORT-06
LONG_MONTHS: Final = 60
EXTRA: Final = 100  # whole units a month, to show what an order is worth
KNOWN_RATES: Final = "Balances and rates are yours; a year’s interest is the balance times the rate."


def dearest(debts: tuple[Owed, ...]) -> list[Owed]:
    """The highest rate first."""
    return sorted(debts, key=lambda debt: (-(debt.rate_basis_points or 0), -debt.balance_minor, debt.name))


def _card_interest(numbers: Numbers) -> Finding | None:
    cards = [card for card in carried(numbers, *CARDS) if yearly_interest(card)]
    if not cards:
        return None
    a_year = sum(yearly_interest(card) or 0 for card in cards)
    first = dearest(tuple(cards))[0]
    each = listed(
        [
            f"{numbers.text(card.balance_minor)} at {percent(card.rate_basis_points or 0)} on {card.name}"
            for card in cards
        ]
    )
    order = f" Every extra dollar goes furthest on {first.name}, the highest rate." if len(cards) > 1 else ""
    says = (
        f"You owe {each}. At these balances that is about {numbers.text(a_year)} of interest a year, "
        f"{numbers.text(a_year // 12)} a month.{order}"
    )
    return Finding(says, a_year, a_year)


def _minimum_only(numbers: Numbers) -> Finding | None:
    slow: list[tuple[Owed, arithmetic.Payoff]] = []
    for card in carried(numbers, *CARDS):
        found = arithmetic.payoff(card, card.minimum_minor) if card.minimum_minor else None
        if found and (found.months is None or found.months > LONG_MONTHS):
            slow.append((card, found))
    if not slow:
        return None
    card, found = max(slow, key=_slowness)
    minimum = numbers.text(card.minimum_minor or 0)
    ends = (
        f"the {numbers.text(card.balance_minor)} on {card.name} would never go down: the interest is as large"
        if found.months is None
        else f"the {numbers.text(card.balance_minor)} on {card.name} would take {_span(found.months)}, and cost "
        f"{numbers.text(found.interest_minor)} of interest on the way"
    )
    double = arithmetic.payoff(card, 2 * (card.minimum_minor or 0))
    faster = f" Twice as much would do it in {_span(double.months)}." if double and double.months else ""
    stake = yearly_interest(card) or 0
    return Finding(f"At {minimum} a month and nothing more, {ends}.{faster}", card.balance_minor, stake)


def _slowness(one: tuple[Owed, arithmetic.Payoff]) -> tuple[bool, int, int]:
    """What never ends is slower than whatever does."""
    debt, found = one
    return found.months is None, found.months or 0, debt.balance_minor


def _span(months: int) -> str:
    years, rest = divmod(months, 12)
    return " and ".join(plural(count, word) for count, word in ((years, "year"), (rest, "month")) if count)


def _avalanche(numbers: Numbers) -> Finding | None:
    rated = [debt for debt in carried(numbers) if debt.rate_basis_points]
    if len(rated) < 2:
        return None
    ordered = dearest(tuple(rated))
    first, last = ordered[0], ordered[-1]
    apart = (first.rate_basis_points or 0) - (last.rate_basis_points or 0)
    if apart < 100:
        return None
    paid_off = min(EXTRA * numbers.unit * 12, first.balance_minor)
    saved = paid_off * apart // arithmetic.WHOLE // 2  # the money arrives over the year
    says = (
        f"Of your debts {first.name} costs the most, {percent(first.rate_basis_points or 0)} a year, and {last.name} "
        f"the least, {percent(last.rate_basis_points or 0)}. Putting {numbers.text(EXTRA * numbers.unit)} extra a "
        f"month on {first.name} and only the minimum on the others saves about {numbers.text(saved)} of interest in "
        f"the first year, compared with putting it on {last.name}, and more in each year after."
    )
    return Finding(says, apart, saved)


def _dear_loan(numbers: Numbers) -> Finding | None:
    dear = [d for d in debts_of(numbers) if d.kind not in {*CARDS, *SCHOOL} and (d.rate_basis_points or 0) >= DEAR_RATE]
    if not dear:
        return None
    debt = dearest(tuple(dear))[0]
    a_year = yearly_interest(debt) or 0
    says = (
        f"{debt.name} stands at {percent(debt.rate_basis_points or 0)}: about {numbers.text(a_year)} of interest a "
        f"year on {numbers.text(debt.balance_minor)}. A credit union may offer less; asking two of them costs nothing "
        "but an hour."
    )
    return Finding(says, a_year, a_year)


def _rates_missing(numbers: Numbers) -> Finding | None:
    without = [
        debt
        for debt in debts_of(numbers)
        if debt.rate_basis_points is None and (debt.is_said or debt.kind not in CARDS)
    ]
    if not without:
        return None
    owed = sum(debt.balance_minor for debt in without)
    says = (
        f"Mingus knows that you owe {numbers.text(owed)} on {listed([debt.name for debt in without])}, and not at "
        "what rate. With the rate it can say which debt to pay first and what waiting costs."
    )
    return Finding(says, owed)


def _load(numbers: Numbers) -> Finding | None:
    part, asked = arithmetic.debt_share(numbers), arithmetic.minimums(numbers)
    if part is None or asked is None or part < LENDERS_STOP:
        return None
    says = (
        f"Your debts ask {numbers.text(asked)} a month, {whole_percent(part)} of {arithmetic.whose_income(numbers)}. "
        "Many lenders use 43% of income before tax as a mark. A nonprofit credit counselor can go through all of them "
        "with you, often for free."
    )
    return Finding(says, part)


def _payoff_goal(numbers: Numbers) -> Finding | None:
    cards = [card for card in carried(numbers, *CARDS) if card.is_said]
    if not cards or any(aim.kind == "debt_payoff" for aim in numbers.aims):
        return None
    owed = sum(card.balance_minor for card in cards)
    says = (
        f"You owe {numbers.text(owed)} on {listed([card.name for card in cards])}, and no goal says when it will be "
        "gone. With a goal Mingus works out the monthly amount for the day you choose."
    )
    return Finding(says, owed)


RULES: Final = (
    Rule(
        id="card-interest",
        theme="debt",
        title="Stop card interest from eating your money",
        needs=("debts",),
        find=_card_interest,
        action=Action("Set paying it off as a goal", "/goals/new?kind=debt_payoff"),
        articles=("pay-off-card-debt", "the-first-thousand-dollars"),
        confidence="sure",
        because=KNOWN_RATES,
        wrong_when="You pay the whole balance each month, or a 0% offer is still running: then there is no interest.",
        comes_back="when the interest of a year has grown by a quarter",
        urgency=NOW,
        metric="spent:fees",
        sources=("DEBT-04",),
    ),
    Rule(
        id="minimum-payments",
        theme="debt",
        title="Pay more than the minimum on your card",
        needs=("debts",),
        find=_minimum_only,
        action=Action("Look at your debts", "/debts"),
        articles=("pay-off-card-debt",),
        confidence="fairly sure",
        because=(
            "The arithmetic is exact for a payment that stays the same; a bank’s minimum shrinks, which takes longer."
        ),
        wrong_when="You already pay more than the minimum.",
        comes_back="when the balance has grown by a quarter",
        urgency=NOW,
    ),
    Rule(
        id="dearest-debt-first",
        theme="debt",
        title="Put anything extra on the dearest debt",
        needs=("debts", "rates"),
        find=_avalanche,
        action=Action("Look at your debts", "/debts"),
        articles=("pay-off-card-debt", "student-loans-choices"),
        confidence="sure",
        because="Among debts of known rates, the highest one costs the most for each dollar owed.",
        wrong_when="Paying off a small one first would keep you going, or a loan may be forgiven later.",
        comes_back="when the rates are a quarter further apart",
        metric="spent:fees",
    ),
    Rule(
        id="dear-loan",
        theme="debt",
        title="Ask for a better rate on your dearest loan",
        needs=("debts",),
        find=_dear_loan,
        action=Action("Ask a credit union what it would charge you"),
        articles=("credit-scores-explained", "pay-off-card-debt"),
        confidence="fairly sure",
        because="The rate is known; whether you can get a lower one is not. The mark of 15% is our own rule.",
        wrong_when="The loan ends soon, or paying it off early costs a fee.",
        comes_back="when the interest of a year has grown by a quarter",
    ),
    Rule(
        id="rates-missing",
        theme="debt",
        title="Add the interest rates of your debts",
        needs=("debts",),
        find=_rates_missing,
        action=Action("Add the rates", "/debts"),
        articles=("pay-off-card-debt",),
        confidence="sure",
        because="The field is empty.",
        wrong_when="It costs no interest at all, as money from family may.",
        comes_back="when more is owed without a rate, by a quarter",
        urgency=SOME_DAY,
    ),
    Rule(
        id="debt-load",
        theme="debt",
        title="Bring down what debts ask each month",
        needs=("debts", "minimums"),
        find=_load,
        action=Action("Talk to a nonprofit credit counselor"),
        articles=("pay-off-card-debt", "resilience-after-a-setback"),
        confidence="fairly sure",
        because="The sum is exact as far as every debt is here; lenders use income before tax.",
        wrong_when="A loan ends in a few months, income is about to rise, or a partner’s income pays a part of them.",
        comes_back="when the share has grown by a quarter",
        urgency=NOW,
        sources=("MORT-06",),
    ),
    Rule(
        id="payoff-goal",
        theme="debt",
        title="Give your card debt an end date",
        needs=("debts",),
        find=_payoff_goal,
        action=Action("Set paying it off as a goal", "/goals/new?kind=debt_payoff"),
        articles=("pay-off-card-debt", "habits-that-run-without-willpower"),
        confidence="fairly sure",
        because="There is a balance and no goal for it.",
        wrong_when="You pay the whole balance each month.",
        comes_back="when the balance has grown by a quarter",
        urgency=SOON,
    ),
)
