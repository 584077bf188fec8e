"""Household: the people money is for. Family support is a value here, not a leak."""

from typing import Final

from mingus.advice.figures import arithmetic
from mingus.advice.figures.numbers import Numbers
from mingus.advice.rules.rule import SOME_DAY, SOON, Action, Finding, Rule

FAMILY_SHARE: Final = 1000  # a tenth of income, our own rule
TOGETHER: Final = frozenset({"married", "partnership"})
LOW: Final = 50


def _beneficiaries(numbers: Numbers) -> Finding | None:
    dependents = numbers.person.dependents or 0
    held = sum(max(0, holding.balance_minor) for holding in numbers.held("investment"))
    if not dependents or not held:
        return None
    who = "somebody depends" if dependents == 1 else f"{dependents} people depend"
    says = (
        f"{numbers.text(held)} lies in retirement and investment accounts, and {who} on you. Those accounts go to "
        "whoever stands on their beneficiary form, whatever a will says. Ten minutes check who that is today."
    )
    return Finding(says, dependents)


def _will(numbers: Numbers) -> Finding | None:
    dependents = numbers.person.dependents or 0
    if not dependents:
        return None
    who = "one person depends" if dependents == 1 else f"{dependents} people depend"
    says = (
        f"You said that {who} on you. If they are children, a will is the paper that names who raises them; without "
        "one a court decides."
    )
    return Finding(says, dependents)


def _family(numbers: Numbers) -> Finding | None:
    given, income = arithmetic.usual_spent(numbers, "family_giving"), arithmetic.usual_income(numbers)
    tenths = arithmetic.reserve_tenths(numbers)
    if not given or not income or tenths is None or arithmetic.share(given, income) < FAMILY_SHARE or tenths >= 10:
        return None
    says = (
        f"In a usual month {numbers.text(given)} goes to family and giving, "
        f"{arithmetic.whole_percent(arithmetic.share(given, income))} of what comes in, while your own reserve covers "
        f"{arithmetic.months_said(tenths)}. A fixed amount with a name protects both: them from surprises, and you."
    )
    return Finding(says, given, rows_url=numbers.spending_url("family_giving"))


def _partner(numbers: Numbers) -> Finding | None:
    score = numbers.scores.get("money-and-relationships")
    if score is None or score >= LOW or numbers.person.marital not in TOGETHER:
        return None
    says = (
        f"Your money-and-relationships result stands at {score} of 100. One calm half hour a month with the numbers "
        "on the table does more than any plan made alone."
    )
    return Finding(says, 100 - score)


def _child(numbers: Numbers) -> Finding | None:
    dependents, tenths = numbers.person.dependents or 0, arithmetic.reserve_tenths(numbers)
    has_goal = any(aim.kind in {"education", "child"} for aim in numbers.aims)
    if not dependents or has_goal or tenths is None or tenths < 30:
        return None
    says = (
        f"Your reserve covers {arithmetic.months_said(tenths)}, which is when saving for a child’s education can "
        "begin without risk to you. Small and early beats large and late."
    )
    return Finding(says, dependents)


RULES: Final = (
    Rule(
        id="beneficiaries",
        theme="household",
        title="Check who stands on your beneficiary forms",
        needs=("dependents", "accounts"),
        find=_beneficiaries,
        action=Action("Sign in at each plan and look at the beneficiaries"),
        articles=("estate-basics-will-and-beneficiaries",),
        confidence="a hint",
        because="Mingus knows the accounts and who depends on you, and not what the forms say.",
        wrong_when="You checked them since the last wedding, birth or divorce.",
        comes_back="when somebody else comes to depend on you",
        urgency=SOON,
    ),
    Rule(
        id="will",
        theme="household",
        title="Write down who would raise your children",
        needs=("dependents",),
        find=_will,
        action=Action("Ask a lawyer or a legal-aid clinic for a simple will"),
        articles=("estate-basics-will-and-beneficiaries", "defining-your-legacy"),
        confidence="a hint",
        because="Mingus knows only that somebody depends on you.",
        wrong_when="There is a will, or those who depend on you are grown.",
        comes_back="when somebody else comes to depend on you",
        urgency=SOME_DAY,
    ),
    Rule(
        id="family-support",
        theme="household",
        title="Give your family support a fixed amount",
        needs=("income", "accounts"),
        find=_family,
        action=Action("Read how others set the amount", "/library/helping-family-without-sinking"),
        articles=("helping-family-without-sinking", "giving-on-purpose"),
        confidence="a hint",
        because=(
            "The sums are yours; what is right is between you and your people. The mark of a tenth is our own rule."
        ),
        wrong_when="It is a tithe or a promise you made gladly, and your reserve grows all the same.",
        comes_back="when it has grown by a quarter",
        urgency=SOME_DAY,
    ),
    Rule(
        id="money-talk",
        theme="household",
        title="Talk about money, once a month, with the numbers",
        needs=(),
        find=_partner,
        action=Action("Invite your partner into this household", "/settings/household"),
        articles=("talking-about-money-with-a-partner",),
        confidence="a hint",
        because="It is what you answered, and one person’s view.",
        wrong_when="You have talked since.",
        comes_back="when a later result is clearly lower",
        urgency=SOME_DAY,
        grows_percent=10,
    ),
    Rule(
        id="education-fund",
        theme="household",
        title="Begin a fund for a child’s education",
        needs=("dependents", "accounts", "spending"),
        find=_child,
        action=Action("Set it as a goal", "/goals/new?kind=education"),
        articles=("college-savings-529", "teaching-children-about-money"),
        confidence="a hint",
        because="Mingus doesn’t know whether those who depend on you are children.",
        wrong_when=(
            "They are your parents, or your own retirement isn’t begun: there are loans for school and none for that."
        ),
        comes_back="when somebody else comes to depend on you",
        urgency=SOME_DAY,
    ),
)
