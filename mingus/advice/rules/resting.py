"""Cash that lies: what could earn more, what could pay a card, and how much of it is insured."""

from typing import Final

from mingus.advice.figures import arithmetic
from mingus.advice.figures.arithmetic import carried, months_said, percent, yearly_interest
from mingus.advice.figures.numbers import Numbers
from mingus.advice.rules.debt import dearest
from mingus.advice.rules.rule import SOME_DAY, Action, Finding, Rule, listed

LONG_RESERVE_TENTHS: Final = 120
INSURED: Final = 250_000  # dollars, SAVE-08


def _idle_checking(numbers: Numbers) -> Finding | None:
    cost = arithmetic.usual_expenses(numbers)
    checking = sum(max(0, held.balance_minor) for held in numbers.held("checking"))
    if cost is None or checking < 2 * cost + cost // 4:
        return None
    over = checking - 2 * cost
    lies = f"{numbers.text(checking)} lies on checking, and two usual months cost {numbers.text(2 * cost)}."
    if (better := _on_a_card(numbers, over, lies)) is not None:
        return better
    says = (
        f"{lies} The other {numbers.text(over)} could earn interest in a savings account and still be there tomorrow."
    )
    return Finding(says, over, rows_url="/accounts")


def _on_a_card(numbers: Numbers, over_minor: int, lies: str) -> Finding | None:
    """What idle cash does for a card that costs interest, which no savings account pays."""
    cards = [card for card in carried(numbers, "card") if yearly_interest(card)]
    if not cards:
        return None
    card = dearest(tuple(cards))[0]
    rate = card.rate_basis_points or 0
    saved = min(over_minor, card.balance_minor) * rate // arithmetic.WHOLE
    says = (
        f"{lies} On {card.name}, at {percent(rate)}, the other {numbers.text(over_minor)} saves about "
        f"{numbers.text(saved)} of interest a year; in savings it would earn far less."
    )
    return Finding(
        says,
        over_minor,
        saved,
        title="Pay the card with what lies idle",
        action=Action("Look at your debts, then pay at the card’s bank", "/debts"),
        rows_url="/accounts",
    )


def _long_reserve(numbers: Numbers) -> Finding | None:
    tenths, have, cost = (
        arithmetic.reserve_tenths(numbers),
        arithmetic.cash(numbers),
        arithmetic.usual_expenses(numbers),
    )
    if tenths is None or have is None or cost is None or tenths < LONG_RESERVE_TENTHS:
        return None
    says = (
        f"Your cash of {numbers.text(have)} would last {months_said(tenths)}. Whatever goes beyond a year of expenses "
        f"({numbers.text(12 * cost)}) loses to prices over the years; it may have a longer job to do."
    )
    return Finding(says, have - 12 * cost, rows_url="/accounts")


def _insured(numbers: Numbers) -> Finding | None:
    if numbers.currency != "USD":
        return None
    at: dict[str, int] = {}
    for held in numbers.held("checking", "savings"):
        at[held.institution] = at.get(held.institution, 0) + max(0, held.balance_minor)
    over = {name: minor for name, minor in at.items() if name and minor > INSURED * numbers.unit}
    if not over:
        return None
    says = (
        f"You hold {listed([f'{numbers.text(minor)} at {name}' for name, minor in sorted(over.items())])}. Federal "
        f"deposit insurance covers {numbers.text(INSURED * numbers.unit)} per person, bank and kind of ownership."
    )
    return Finding(says, sum(over.values()), rows_url="/accounts")


RULES: Final = (
    Rule(
        id="idle-checking",
        theme="safety",
        title="Let the cash you don’t need this month earn something",
        needs=("accounts", "spending"),
        find=_idle_checking,
        action=Action("Look at your accounts, then move the rest to savings at your bank", "/accounts"),
        articles=("safe-places-for-cash", "inflation-and-your-money"),
        confidence="fairly sure",
        because="The balance is known; that two months on checking are enough is our own rule.",
        wrong_when="A large bill is due soon, checking pays interest already, or the card is paid in full each month.",
        comes_back="when a quarter more lies idle",
        urgency=SOME_DAY,
    ),
    Rule(
        id="more-than-a-year",
        theme="safety",
        title="Give the cash beyond a year a longer job",
        needs=("accounts", "spending"),
        find=_long_reserve,
        action=Action("Read which account comes first", "/library/tax-advantaged-accounts-in-order"),
        articles=("tax-advantaged-accounts-in-order", "what-investing-is"),
        confidence="a hint",
        because="Mingus sees the cash, and not what you have planned for it.",
        wrong_when="You are about to buy a home, start a business, or simply sleep better this way.",
        comes_back="when a quarter more lies there",
        urgency=SOME_DAY,
    ),
    Rule(
        id="deposit-insurance",
        theme="safety",
        title="Keep each bank below what is insured",
        needs=("accounts",),
        find=_insured,
        action=Action("Ask your bank how your accounts are insured, or split them over two banks"),
        articles=("safe-places-for-cash",),
        confidence="fairly sure",
        because="The balances are known; how the accounts are owned is not.",
        wrong_when="The accounts belong to two people or to a trust, which are insured apart.",
        comes_back="when the sum has grown by a quarter",
        sources=("SAVE-08",),
    ),
)
