"""Taxes: withholding that fits, and money set aside where nobody withholds it."""

from typing import Final

from mingus.advice.figures import arithmetic
from mingus.advice.figures.numbers import Numbers
from mingus.advice.rules.rule import NOW, SOME_DAY, SOON, Action, Finding, Rule

NOTICED: Final = 1000  # our own rule: from a tenth of a month's income on, in basis points
BILL: Final = 2500
BILLS_AT_MOST: Final = 2  # federal and state; who pays more often pays estimates already
SIDE_NOTICED: Final = 1000  # whole units a year
READY: Final = 50  # points of 100


def _refund(numbers: Numbers) -> Finding | None:
    income = arithmetic.usual_income(numbers)
    refund = sum(month.earned.get("tax_refund", 0) for month in numbers.months[:12])
    if not income or arithmetic.share(refund, income) < NOTICED:
        return None
    says = (
        f"{numbers.text(refund)} of tax came back in {arithmetic.lately_said(numbers, 12)}. That was your money all "
        f"along: {numbers.text(refund // 12)} a month that you could have had in each paycheck. A new W-4 changes it."
    )
    return Finding(says, refund, rows_url=numbers.spending_url("tax_refund", 12))


def _bill(numbers: Numbers) -> Finding | None:
    income = arithmetic.usual_income(numbers)
    bills = [month.spent.get("taxes", 0) for month in numbers.months[:12]]
    largest = max(bills, default=0)
    if not income or arithmetic.share(largest, income) < BILL or sum(1 for bill in bills if bill) > BILLS_AT_MOST:
        return None
    says = (
        f"One month asked {numbers.text(largest)} of taxes at once, "
        f"{arithmetic.whole_percent(arithmetic.share(largest, income))} of a usual month’s income. Withholding about "
        f"{numbers.text(largest // 12)} more a month would take the sting out of the next one."
    )
    return Finding(says, largest, rows_url=numbers.spending_url("taxes", 12))


def _side_income(numbers: Numbers) -> Finding | None:
    year = numbers.months[:12]
    earned = sum(month.earned.get("side_income", 0) for month in year)
    if earned < SIDE_NOTICED * numbers.unit or any(month.spent.get("taxes") for month in year):
        return None
    part = earned * 1530 // arithmetic.WHOLE
    says = (
        f"{numbers.text(earned)} of side income came in over {arithmetic.lately_said(numbers, 12)}, and no tax "
        f"payment went out. Social Security and Medicare alone take up to 15.3% of what is left after costs, "
        f"{numbers.text(part)} if there were none; income tax comes on top. Put it aside as it arrives."
    )
    return Finding(says, earned, part, rows_url=numbers.spending_url("side_income", 12))


def _readiness(numbers: Numbers) -> Finding | None:
    score = numbers.scores.get("tax-readiness")
    if score is None or score >= READY:
        return None
    says = (
        f"Your tax-readiness result stands at {score} of 100. Its page says what weighed on it; one answer changed is "
        "usually an hour’s work well before April."
    )
    return Finding(says, 100 - score)


RULES: Final = (
    Rule(
        id="large-refund",
        theme="tax",
        title="Get your tax money in each paycheck instead of in spring",
        needs=("income",),
        find=_refund,
        action=Action("Fill in a new W-4 with your employer; the IRS has an estimator"),
        articles=("set-your-withholding", "where-your-paycheck-goes"),
        confidence="fairly sure",
        because="The refund is filed as one. What you withhold now, after a new job or a child, Mingus doesn’t know.",
        wrong_when="A credit made the refund large, you changed your W-4 already, or it helps you save.",
        comes_back="when the next refund is a quarter larger",
        urgency=SOME_DAY,
    ),
    Rule(
        id="tax-bill",
        theme="tax",
        title="Withhold a little more, so that April is boring",
        needs=("income",),
        find=_bill,
        action=Action("Ask your employer for another W-4, or pay an estimate each quarter"),
        articles=("set-your-withholding", "side-business-taxes"),
        confidence="fairly sure",
        because="The payment is filed under Taxes; what it was for is not known.",
        wrong_when="It was for a sale or another one-off, property tax, or an estimate you pay each quarter anyway.",
        comes_back="when a bill is a quarter larger",
        urgency=SOON,
    ),
    Rule(
        id="side-income-taxes",
        theme="tax",
        title="Put tax aside from your side income",
        needs=("income",),
        find=_side_income,
        action=Action("Open a goal for it", "/goals/new?kind=side_business"),
        articles=("side-business-taxes",),
        confidence="fairly sure",
        because="Income and taxes are filed here; your costs, which lower the sum, may not be.",
        wrong_when=(
            "The tax was withheld, paid from an account Mingus doesn’t see, or it was a gift or a sale of old things."
        ),
        comes_back="when the side income has grown by a quarter",
        urgency=NOW,
        sources=("TAX-21",),
    ),
    Rule(
        id="tax-readiness",
        theme="tax",
        title="Get ready for your taxes early",
        needs=(),
        find=_readiness,
        action=Action("Open your result", "/assessments/tax-readiness"),
        articles=("set-your-withholding", "where-your-paycheck-goes"),
        confidence="fairly sure",
        because="It is what you answered.",
        wrong_when="Things have changed since you took it; taking it again takes three minutes.",
        comes_back="when a later result is clearly lower",
        urgency=SOME_DAY,
        grows_percent=10,
    ),
)
