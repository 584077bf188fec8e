"""Insurance: gaps that show in what is paid, and premiums that rise."""

from typing import Final

from mingus.advice.figures.arithmetic import lately_said, median, usual_income, whole_percent
from mingus.advice.figures.numbers import Numbers
from mingus.advice.rules.retirement import ON_ONES_OWN
from mingus.advice.rules.rule import SOME_DAY, SOON, Action, Finding, Rule

RISE_PERCENT: Final = 15  # our own rule
UNSEEN: Final = "What is taken out of your pay, or paid by somebody else, doesn’t show in your accounts."


def _insured(numbers: Numbers) -> int:
    """What went to insurance over the newest twelve full months."""
    return sum(month.spent.get("insurance", 0) for month in numbers.months[:12])


def _life(numbers: Numbers) -> Finding | None:
    dependents = numbers.person.dependents or 0
    income = usual_income(numbers)
    if not dependents or _insured(numbers):
        return None
    lean = f" A year of what you bring home is {numbers.text(income * 12)}." if income else ""
    who = "One person leans" if dependents == 1 else f"{dependents} people lean"
    says = (
        f"{who} on your income, and no insurance payment shows in {lately_said(numbers, 12)}.{lean} Find out first "
        "what cover comes with your job, then what more would cost for the years they need you."
    )
    return Finding(says, dependents)


def _renter(numbers: Numbers) -> Finding | None:
    rent = sum(month.spent.get("housing", 0) for month in numbers.months[:12])
    if not rent or numbers.held("property") or _insured(numbers):
        return None
    says = (
        f"You paid {numbers.text(rent)} for housing over these months and nothing that looks like insurance. If you "
        "rent, a renter’s policy covers your things and a guest’s broken ankle; the landlord’s covers neither."
    )
    return Finding(says, 1, rows_url=numbers.spending_url("housing"))


def _on_your_own(numbers: Numbers) -> Finding | None:
    if numbers.person.employment not in ON_ONES_OWN or _insured(numbers):
        return None
    says = (
        "You work for yourself, so no employer pays you when you are ill, and no insurance payment shows here. Ask "
        "what disability cover costs in your trade before you decide against it."
    )
    return Finding(says, 1)


def _rise(numbers: Numbers) -> Finding | None:
    newest = [month.spent.get("insurance", 0) for month in numbers.months[:3]]
    before = [month.spent.get("insurance", 0) for month in numbers.months[3:6]]
    if len(before) < 3 or not min(before) or not min(newest):
        return None
    now, then = median(newest), median(before)
    if (now - then) * 100 < then * RISE_PERCENT:
        return None
    says = (
        f"Insurance takes {numbers.text(now)} a month now; in the three months before it was {numbers.text(then)}. "
        f"That is a rise of {whole_percent((now - then) * 10_000 // then)}. Two other offers take half an hour, and "
        "your own company may match them."
    )
    return Finding(says, now - then, (now - then) * 12, rows_url=numbers.spending_url("insurance"))


RULES: Final = (
    Rule(
        id="life-insurance",
        theme="insurance",
        title="Check what would carry the people who depend on you",
        needs=("spending", "dependents"),
        find=_life,
        action=Action("Look up the life cover of your job, then ask for two quotes of term cover"),
        articles=("life-insurance-for-people-who-depend-on-you", "insurance-you-need"),
        confidence="a hint",
        because=UNSEEN,
        wrong_when="You are covered through work, a partner, or a policy that is paid once a year.",
        comes_back="when somebody else comes to depend on you",
        urgency=SOON,
        sources=("INS-01",),
    ),
    Rule(
        id="renters-insurance",
        theme="insurance",
        title="Ask what a renter’s policy costs",
        needs=("half a year",),
        find=_renter,
        action=Action("Ask two insurers for a renter’s quote"),
        articles=("insurance-you-need",),
        confidence="a hint",
        because=UNSEEN,
        wrong_when="You own your home, live with family, or the policy is paid once a year from elsewhere.",
        comes_back="only when you bring it back yourself",
        urgency=SOME_DAY,
    ),
    Rule(
        id="cover-without-employer",
        theme="insurance",
        title="Think of the months in which you couldn’t work",
        needs=("spending", "employment"),
        find=_on_your_own,
        action=Action("Ask an association of your trade for group disability cover"),
        articles=("insurance-you-need", "prepare-for-a-layoff"),
        confidence="a hint",
        because=UNSEEN,
        wrong_when="You have cover that Mingus doesn’t see, or savings for a long pause.",
        comes_back="only when you bring it back yourself",
        urgency=SOME_DAY,
        sources=("INS-02",),
    ),
    Rule(
        id="insurance-rise",
        theme="insurance",
        title="Ask around: your insurance got dearer",
        needs=("half a year",),
        find=_rise,
        action=Action("Get two other quotes, then call your own company"),
        articles=("insurance-you-need",),
        confidence="fairly sure",
        because="Both amounts are filed under Insurance; the mark of 15% is our own rule.",
        wrong_when="You added a car, a home or a person, or a yearly bill fell into these months.",
        comes_back="when it has risen by a quarter more",
        urgency=SOON,
        metric="spent:insurance",
    ),
)
