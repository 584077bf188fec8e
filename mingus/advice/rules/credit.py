"""Credit: limits in use, reports, and a score nobody has looked at."""

from typing import Final

from mingus.advice.figures import arithmetic
from mingus.advice.figures.numbers import Numbers
from mingus.advice.rules.rule import SOME_DAY, SOON, Action, Finding, Rule

HIGH: Final = 3000  # our own rule
WEAK: Final = frozenset({"fair", "poor", "very_poor"})
BORROWING: Final = frozenset({"home_purchase", "car"})


def _used(numbers: Numbers) -> Finding | None:
    used = arithmetic.utilisation(numbers)
    cards = numbers.held("card")
    owed = sum(max(0, -card.balance_minor) for card in cards)
    limits = sum(card.limit_minor or 0 for card in cards)
    over = owed - limits * HIGH // arithmetic.WHOLE
    if used is None or over <= 0:
        return None
    says = (
        f"{numbers.text(owed)} of {numbers.text(limits)} of card limits is in use: {arithmetic.whole_percent(used)}. "
        f"Paying {numbers.text(over)} before the statement closes brings it to 30%, and that is what the card reports."
    )
    return Finding(says, used, rows_url=cards[0].url)


def _reports(numbers: Numbers) -> Finding | None:
    said = numbers.person.credit_range
    if said not in WEAK:
        return None
    says = (
        f"You put your credit at “{said.replace('_', ' ')}”. Before anything else, look for errors: the three reports "
        "are free every week, and a dispute costs nothing."
    )
    return Finding(says, 1)


def _unknown_score(numbers: Numbers) -> Finding | None:
    goal = next((aim for aim in numbers.aims if aim.kind in BORROWING), None)
    if goal is None or numbers.person.credit_range not in {None, "unknown"}:
        return None
    says = (
        f"“{goal.name}” may need a loan, and Mingus doesn’t know roughly where your credit stands. Many banks and "
        "cards show a score for free; looking at it never lowers it."
    )
    return Finding(says, 1)


RULES: Final = (
    Rule(
        id="limits-in-use",
        theme="credit",
        title="Bring your cards down to 30% of their limits",
        needs=("accounts", "limits"),
        find=_used,
        action=Action("Pay a part before the statement closes"),
        articles=("credit-scores-explained", "pay-off-card-debt"),
        confidence="fairly sure",
        because="Balances and limits are known; the mark of 30% is our own rule, and a lower share is better still.",
        wrong_when="You pay in full and no loan is planned: then it hardly matters.",
        comes_back="when the share has grown by a quarter",
        urgency=SOON,
        sources=("CRED-04",),
    ),
    Rule(
        id="credit-reports",
        theme="credit",
        title="Look for errors in your credit reports",
        needs=("credit range",),
        find=_reports,
        action=Action("Get all three at AnnualCreditReport.com"),
        articles=("check-your-credit-reports", "credit-scores-explained"),
        confidence="fairly sure",
        because="It is the range you said; whether there is an error, only looking shows.",
        wrong_when="You looked within the last months.",
        comes_back="only when you bring it back yourself",
        urgency=SOON,
        sources=("CRED-09",),
    ),
    Rule(
        id="score-unknown",
        theme="credit",
        title="Find out where your credit stands",
        needs=(),
        find=_unknown_score,
        action=Action("Look it up, then say the range in your profile", "/profile"),
        articles=("credit-scores-explained", "check-your-credit-reports"),
        confidence="sure",
        because="The field is empty, and the goal may need a lender.",
        wrong_when="You will pay in cash.",
        comes_back="only when you bring it back yourself",
        urgency=SOME_DAY,
        sources=("CRED-09",),
    ),
)
