"""Housing: what it takes of a month, and the way to a first home."""

from typing import Final

from mingus.advice.figures import arithmetic
from mingus.advice.figures.arithmetic import whole_percent
from mingus.advice.figures.numbers import Aim, Numbers
from mingus.advice.rules.rule import SOME_DAY, SOON, Action, Finding, Rule

BURDENED: Final = 3000  # RENT-02
READY: Final = 70  # points of 100, our own rule
LENDERS_STOP: Final = 4300  # MORT-06


def _home_goal(numbers: Numbers) -> Aim | None:
    return next((aim for aim in numbers.aims if aim.kind == "home_purchase"), None)


def _share(numbers: Numbers) -> Finding | None:
    spent, income = arithmetic.usual_spent(numbers, *arithmetic.HOUSING), arithmetic.usual_income(numbers)
    if not spent or not income or (part := arithmetic.share(spent, income)) < BURDENED:
        return None
    over = spent - income * BURDENED // arithmetic.WHOLE
    says = (
        f"Housing and utilities take {numbers.text(spent)} of the {numbers.text(income)} that come in in a usual "
        f"month: {whole_percent(part)}. From 30% on, researchers call a household cost-burdened. Getting there would "
        f"free {numbers.text(over)} a month: a roommate, a renewed lease you bargain over, or a raise all count."
    )
    return Finding(says, part, over * 12, rows_url=numbers.spending_url("housing"))


def _readiness_unknown(numbers: Numbers) -> Finding | None:
    goal = _home_goal(numbers)
    if goal is None or "home-purchase-readiness" in numbers.taken:
        return None
    says = (
        f"You are saving for “{goal.name}” ({numbers.text(goal.missing_minor)} to go). Five minutes of questions show "
        "which of down payment, debts, credit, income and reserve a lender would stop at."
    )
    return Finding(says, 1)


def _ready(numbers: Numbers) -> Finding | None:
    goal, score = _home_goal(numbers), numbers.scores.get("home-purchase-readiness")
    if goal is None or score is None or score < READY:
        return None
    says = (
        f"Your home-purchase readiness stands at {score} of 100, and “{goal.name}” has "
        f"{numbers.text(goal.missing_minor)} to go. A talk with a lender and with a HUD-approved counselor costs "
        "nothing now and moves no date."
    )
    return Finding(says, score)


def _debt_before_home(numbers: Numbers) -> Finding | None:
    goal, part = _home_goal(numbers), arithmetic.debt_share(numbers)
    if goal is None or part is None or part < LENDERS_STOP:
        return None
    says = (
        f"Debts ask {whole_percent(part)} of {arithmetic.whose_income(numbers)} each month, and you are saving for "
        f"“{goal.name}”. Many lenders stop at 43% of income before tax with the new mortgage counted in: a debt paid "
        "off may bring the home nearer than the same money in the down payment."
    )
    return Finding(says, part, action=Action("Look at your debts", "/debts"))


RULES: Final = (
    Rule(
        id="housing-share",
        theme="housing",
        title="See what could ease your housing costs",
        needs=("income",),
        find=_share,
        action=Action("Look at what housing takes", "/money-health"),
        articles=("rent-or-buy", "your-first-budget-in-an-hour"),
        confidence="fairly sure",
        because="Both sums are from your months; the 30% are of income before tax, and yours here is what arrives.",
        wrong_when="A roommate pays you back in cash, or before tax you earn a good deal more.",
        comes_back="when the share has grown by a tenth",
        urgency=SOME_DAY,
        grows_percent=10,
        sources=("RENT-02",),
    ),
    Rule(
        id="home-readiness",
        theme="housing",
        title="Find out how ready you are for a home",
        needs=(),
        find=_readiness_unknown,
        action=Action("Take the home-purchase check", "/assessments/home-purchase-readiness"),
        articles=("getting-ready-for-a-mortgage", "first-home-programs-and-costs"),
        confidence="sure",
        because="There is a goal and no result yet.",
        wrong_when="A lender has already told you where you stand.",
        comes_back="only when you bring it back yourself",
        urgency=SOME_DAY,
    ),
    Rule(
        id="mortgage-next-step",
        theme="housing",
        title="Talk to a lender, while nothing hurries you",
        needs=(),
        find=_ready,
        action=Action("Find a HUD-approved housing counselor and two lenders"),
        articles=("getting-ready-for-a-mortgage", "first-home-programs-and-costs"),
        confidence="fairly sure",
        because="It is what you answered; the mark of 70 is our own rule.",
        wrong_when="Your plans or your job have changed since.",
        comes_back="when a later result is a tenth higher",
        urgency=SOME_DAY,
        grows_percent=10,
    ),
    Rule(
        id="debt-before-home",
        theme="housing",
        title="Let a debt go before the down payment grows",
        needs=("debts", "minimums"),
        find=_debt_before_home,
        action=Action("Look at your debts", "/debts"),
        articles=("getting-ready-for-a-mortgage", "pay-off-card-debt"),
        confidence="fairly sure",
        because="The share is exact as far as every debt is here; lenders differ.",
        wrong_when="The debt ends by itself before you buy, or a partner’s income pays a part of it.",
        comes_back="when the share has grown by a tenth",
        urgency=SOON,
        grows_percent=10,
        sources=("MORT-06",),
    ),
)
