"""Safety: cash for a bad month, and a checking account that doesn’t run dry."""

from typing import Final

from mingus.advice.figures import arithmetic
from mingus.advice.figures.arithmetic import months_said
from mingus.advice.figures.numbers import Numbers
from mingus.advice.rules.rule import NOW, SOON, Action, Finding, Rule, listed

UNEVEN: Final = 7000  # our own rule: the lowest month below 70 % of the usual one
WRONG_CASH: Final = (
    "Part of the cash is promised to something else, or there is money that Mingus doesn’t see: another bank, a "
    "parent who would step in."
)
SURE: Final = "It follows from your balances and from what your months cost."


def _goal_action(numbers: Numbers) -> Action:
    for aim in numbers.aims:
        if aim.kind == "emergency_fund":
            return Action(f"Put something towards “{aim.name}”", aim.url)
    return Action("Set an emergency fund as a goal", "/goals/new?kind=emergency_fund")


def _reserve(numbers: Numbers, at_least: int, below: int) -> tuple[int, int, int] | None:
    """(tenths of a month, the cash, the cost of a month) when the reserve lies between the two."""
    tenths, have, cost = (
        arithmetic.reserve_tenths(numbers),
        arithmetic.cash(numbers),
        arithmetic.usual_expenses(numbers),
    )
    if tenths is None or have is None or cost is None or not at_least <= tenths < below:
        return None
    return tenths, have, cost


def _first_weeks(numbers: Numbers) -> Finding | None:
    if (found := _reserve(numbers, 0, 5)) is None:
        return None
    _, have, cost = found
    short = cost // 2 - have
    says = (
        f"You have {numbers.text(have)} within reach, and a usual month costs you {numbers.text(cost)}. Another "
        f"{numbers.text(short)} would carry you through two weeks, so that a flat tire stays a flat tire and doesn’t "
        "become a card balance."
    )
    return Finding(says, short, action=_goal_action(numbers))


def _one_month(numbers: Numbers) -> Finding | None:
    if (found := _reserve(numbers, 5, 10)) is None:
        return None
    tenths, have, cost = found
    says = (
        f"Your {numbers.text(have)} of cash covers {months_said(tenths)} at {numbers.text(cost)} a month. "
        f"{numbers.text(cost - have)} more makes it a whole month."
    )
    return Finding(says, cost - have, action=_goal_action(numbers))


def _three_months(numbers: Numbers) -> Finding | None:
    if (found := _reserve(numbers, 10, 30)) is None:
        return None
    tenths, have, cost = found
    says = (
        f"Your {numbers.text(have)} of cash covers {months_said(tenths)} at {numbers.text(cost)} a month. Three "
        f"months would be {numbers.text(3 * cost)}: {numbers.text(3 * cost - have)} to go."
    )
    return Finding(says, 3 * cost - have, action=_goal_action(numbers))


def _six_months_when_uneven(numbers: Numbers) -> Finding | None:
    steady, found = arithmetic.steadiness(numbers), _reserve(numbers, 30, 60)
    if steady is None or steady >= UNEVEN or found is None:
        return None
    tenths, have, cost = found
    says = (
        f"In your lowest month {arithmetic.whole_percent(steady)} of your usual income came in. Your cash covers "
        f"{months_said(tenths)}; with income that moves this much, six months ({numbers.text(6 * cost)}) would let "
        "you turn down work that doesn’t pay."
    )
    return Finding(says, 6 * cost - have, action=_goal_action(numbers))


def _overdrafts(numbers: Numbers) -> Finding | None:
    low = [held for held in numbers.held("checking") if held.days_below_zero >= 2]
    if not low:
        return None
    days = sum(held.days_below_zero for held in low)
    says = (
        f"{listed([held.name for held in low])} ended {days} days below zero in the last half year. Moving a bill’s "
        "date after payday, or switching overdraft cover off at the bank, usually ends this."
    )
    return Finding(says, days, rows_url=low[0].url)


def _thin_cushion(numbers: Numbers) -> Finding | None:
    cost = arithmetic.usual_expenses(numbers)
    thin = [
        held
        for held in numbers.held("checking")
        if cost and held.lowest_minor is not None and not held.days_below_zero and 0 <= held.lowest_minor < cost // 20
    ]
    if not thin:
        return None
    held = thin[0]
    says = (
        f"{held.name} came down to {numbers.text(held.lowest_minor or 0)} in the last half year, which is less than "
        f"two days of what you spend. A cushion of {numbers.text((cost or 0) // 4)} keeps a bill that comes early "
        "from bouncing."
    )
    return Finding(says, (cost or 0) // 20 - (held.lowest_minor or 0), rows_url=held.url)


RULES: Final = (
    Rule(
        id="first-weeks",
        theme="safety",
        title="Put the first two weeks of expenses aside",
        needs=("accounts", "spending"),
        find=_first_weeks,
        action=Action("Set an emergency fund as a goal", "/goals/new?kind=emergency_fund"),
        articles=("the-first-thousand-dollars", "emergency-fund-that-fits"),
        confidence="sure",
        because=SURE,
        wrong_when=WRONG_CASH,
        comes_back="when the gap has grown by a quarter",
        urgency=NOW,
        metric="kept",
    ),
    Rule(
        id="one-month-reserve",
        theme="safety",
        title="Bring your reserve to a whole month",
        needs=("accounts", "spending"),
        find=_one_month,
        action=Action("Set an emergency fund as a goal", "/goals/new?kind=emergency_fund"),
        articles=("emergency-fund-that-fits", "pay-yourself-first-as-identity"),
        confidence="sure",
        because=SURE,
        wrong_when=WRONG_CASH,
        comes_back="when the gap has grown by a quarter",
        urgency=NOW,
        metric="kept",
    ),
    Rule(
        id="three-month-reserve",
        theme="safety",
        title="Grow your reserve towards three months",
        needs=("accounts", "spending"),
        find=_three_months,
        action=Action("Set an emergency fund as a goal", "/goals/new?kind=emergency_fund"),
        articles=("emergency-fund-that-fits", "prepare-for-a-layoff"),
        confidence="fairly sure",
        because=(
            "The sum is exact. That three months is the right size is our own rule: your field and your family decide."
        ),
        wrong_when=WRONG_CASH,
        comes_back="when the gap has grown by a quarter",
        metric="kept",
    ),
    Rule(
        id="six-month-reserve",
        theme="safety",
        title="Income that moves wants a larger reserve",
        needs=("accounts", "half a year"),
        find=_six_months_when_uneven,
        action=Action("Set an emergency fund as a goal", "/goals/new?kind=emergency_fund"),
        articles=("emergency-fund-that-fits", "prepare-for-a-layoff"),
        confidence="fairly sure",
        because="Your income moved in the months Mingus sees; six months is our own rule for that.",
        wrong_when="The low month was a one-off: unpaid leave, a change of jobs, or rows that are missing here.",
        comes_back="when the gap has grown by a quarter",
    ),
    Rule(
        id="overdrafts",
        theme="safety",
        title="Keep checking above zero",
        needs=("accounts",),
        find=_overdrafts,
        action=Action("Ask your bank to switch overdraft cover off, and move bill dates after payday"),
        articles=("stop-paying-bank-fees", "your-first-budget-in-an-hour"),
        confidence="fairly sure",
        because=(
            "It is read from the daily balances here; they are right when no row and no opening balance is missing."
        ),
        wrong_when="The opening balance here is off, or a transfer was dated a day late.",
        comes_back="when there are a quarter more days below zero",
        urgency=NOW,
        metric="spent:fees",
        sources=("BANK-03",),
    ),
    Rule(
        id="thin-cushion",
        theme="safety",
        title="Leave a small cushion on checking",
        needs=("accounts", "spending"),
        find=_thin_cushion,
        action=Action("Leave a little more on checking after the next payday"),
        articles=("stop-paying-bank-fees", "habits-that-run-without-willpower"),
        confidence="fairly sure",
        because="The low point is read from daily balances; the size of the cushion is our own rule.",
        wrong_when="Savings flow back by themselves when checking runs low.",
        comes_back="when the gap to a cushion has grown by a quarter",
        urgency=SOON,
    ),
)
