"""Income: when it comes, how it moves, and what becomes of a raise."""

from typing import Final

from mingus.advice.figures import arithmetic
from mingus.advice.figures.arithmetic import median, whole_percent
from mingus.advice.figures.numbers import Numbers
from mingus.advice.rules.retirement import EMPLOYED
from mingus.advice.rules.rule import SOME_DAY, SOON, Action, Finding, Rule

UNEVEN: Final = 7000  # our own rule
RAISE_PERCENT: Final = 5
SHAKY: Final = 50  # points of 100; more is steadier, as in every assessment
SHORT_RESERVE_TENTHS: Final = 30


def _pay_calendar(numbers: Numbers) -> Finding | None:
    months = numbers.months[:3]
    pay = median([month.earned.get("paycheck", 0) for month in months]) if len(months) >= 2 else 0
    if numbers.has_pay_calendar is not False or pay <= 0:
        return None
    says = (
        f"About {numbers.text(pay)} of pay reaches your accounts in a month, and Mingus doesn’t know on which days. "
        "With your pay days it can say what is safe to spend before the next one."
    )
    return Finding(says, 1)


def _swings(numbers: Numbers) -> Finding | None:
    steady, tenths = arithmetic.steadiness(numbers), arithmetic.reserve_tenths(numbers)
    if steady is None or tenths is None or steady >= UNEVEN or tenths >= SHORT_RESERVE_TENTHS:
        return None
    incomes = [month.income_minor for month in numbers.months[:12]]
    says = (
        f"Of {arithmetic.lately_said(numbers, 12)} the middle one brought {numbers.text(median(incomes))}, the lowest "
        f"{numbers.text(min(incomes))}, {whole_percent(steady)} of it. Paying yourself the same amount each "
        "month from savings, and putting the good months’ extra there, turns income that moves into a salary."
    )
    return Finding(says, arithmetic.WHOLE - steady)


def _raise(numbers: Numbers) -> Finding | None:
    newest, before = numbers.months[:3], numbers.months[3:9]
    if len(before) < 6:
        return None
    now, then = (median([month.income_minor for month in part]) for part in (newest, before))
    kept_now, kept_then = (median([month.kept_minor for month in part]) for part in (newest, before))
    if then <= 0 or (now - then) * 100 < then * RAISE_PERCENT or kept_now > kept_then:
        return None
    says = (
        f"{numbers.text(now - then)} more a month comes in than in the half year before, and you keep "
        f"{numbers.text(kept_now)}, where it was {numbers.text(kept_then)}. Sending half of the difference to a goal "
        "on payday lets you feel the other half."
    )
    return Finding(says, now - then, (now - then) * 6)


def _compare(numbers: Numbers) -> Finding | None:
    if numbers.person.employment not in EMPLOYED or "income-comparison" in numbers.taken:
        return None
    says = (
        f"Your occupation here is “{numbers.person.occupation}”. The income comparison sets your pay beside published "
        "wages of your occupation, with year and source, before you next talk about money at work."
    )
    return Finding(says, 1)


def _layoff(numbers: Numbers) -> Finding | None:
    steady, tenths = numbers.scores.get("layoff-risk"), arithmetic.reserve_tenths(numbers)
    if steady is None or tenths is None or steady >= SHAKY or tenths >= SHORT_RESERVE_TENTHS:
        return None
    says = (
        f"Your layoff-risk result stands at {steady} of 100, where more is steadier, and your cash covers "
        f"{arithmetic.months_said(tenths)}. A résumé brought up to date and one more month of cash are worth the most "
        "while you still have the job."
    )
    return Finding(says, 100 - steady)


RULES: Final = (
    Rule(
        id="pay-calendar",
        theme="income",
        title="Tell Mingus when you are paid",
        needs=("income",),
        find=_pay_calendar,
        action=Action("Add your pay days", "/pay"),
        articles=("where-your-paycheck-goes",),
        confidence="sure",
        because="Pay comes in and no pay day is entered.",
        wrong_when="Your pay has no fixed days.",
        comes_back="only when you bring it back yourself",
        urgency=SOME_DAY,
    ),
    Rule(
        id="income-swings",
        theme="income",
        title="Turn income that moves into a salary",
        needs=("half a year", "income", "accounts"),
        find=_swings,
        action=Action("Set a buffer as a goal", "/goals/new?kind=emergency_fund"),
        articles=("emergency-fund-that-fits", "your-first-budget-in-an-hour"),
        confidence="fairly sure",
        because="The months are yours; the mark of 70% is our own rule.",
        wrong_when="The low month was a one-off, or rows are missing in it.",
        comes_back="when it swings by a quarter more",
        urgency=SOON,
        metric="kept",
    ),
    Rule(
        id="raise-not-kept",
        theme="income",
        title="Keep a part of what comes in more",
        needs=("half a year", "income"),
        find=_raise,
        action=Action("Send a part of it to a goal", "/goals"),
        articles=("when-the-raise-disappears", "pay-yourself-first-as-identity"),
        confidence="fairly sure",
        because=(
            "It compares the middle of three months with the middle of the six before; the mark of 5% is our own rule."
        ),
        wrong_when="The extra was a bonus, or went to a debt or savings outside of Mingus.",
        comes_back="when the difference has grown by a quarter",
        urgency=SOON,
        metric="kept",
    ),
    Rule(
        id="compare-income",
        theme="income",
        title="See what your occupation pays",
        needs=("employment", "occupation"),
        find=_compare,
        action=Action("Compare your income", "/assessments/income-comparison"),
        articles=("negotiate-your-salary", "raising-your-income-ceiling"),
        confidence="a hint",
        because="Mingus knows your occupation; whether this is a good moment is yours to say.",
        wrong_when="Pay is set by a table where you work.",
        comes_back="only when you bring it back yourself",
        urgency=SOME_DAY,
    ),
    Rule(
        id="layoff-cushion",
        theme="income",
        title="Get ready while you have the job",
        needs=("accounts", "spending"),
        find=_layoff,
        action=Action("Open your result", "/assessments/layoff-risk"),
        articles=("prepare-for-a-layoff", "automation-and-your-job"),
        confidence="a hint",
        because="It is what you answered; nobody can foresee a layoff.",
        wrong_when="Something has been decided at work since you took it.",
        comes_back="when a later result is a good deal lower",
        urgency=SOON,
    ),
)
