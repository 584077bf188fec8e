"""Retirement: what an employer adds, and accounts that nobody looks at. No word on what to invest in."""

from datetime import timedelta
from typing import Final

from mingus.advice.figures import arithmetic
from mingus.advice.figures.numbers import Numbers
from mingus.advice.rules.rule import SOME_DAY, SOON, Action, Finding, Rule, listed

EMPLOYED: Final = frozenset({"employed_full_time", "employed_part_time"})
ON_ONES_OWN: Final = frozenset({"self_employed"})
QUIET: Final = timedelta(days=365)


def _match(numbers: Numbers) -> Finding | None:
    if numbers.person.employment not in EMPLOYED or numbers.held("investment"):
        return None
    income = arithmetic.usual_income(numbers)
    example = (
        f" A match of half of 6% would be {numbers.text(income * 12 * 3 // 100)} a year on what reaches your accounts "
        "now."
        if income
        else ""
    )
    says = (
        "You are employed, and there is no retirement account among your accounts. Many employers add money when you "
        f"do; not taking it is a part of your pay left on the table.{example} Ask what yours adds, and from how much "
        "of your pay on."
    )
    return Finding(says, 1, (income or 0) * 12 * 3 // 100)


def _own_account(numbers: Numbers) -> Finding | None:
    if numbers.person.employment not in ON_ONES_OWN or numbers.held("investment"):
        return None
    tenths = arithmetic.reserve_tenths(numbers)
    if tenths is None or tenths < 10:
        return None
    says = (
        f"You work for yourself, your reserve covers {arithmetic.months_said(tenths)}, and there is no retirement "
        "account here. Nobody else opens one for you; an IRA or a plan for the self-employed takes an afternoon."
    )
    return Finding(says, 1)


def _quiet_account(numbers: Numbers) -> Finding | None:
    since = numbers.today - QUIET
    quiet = [h for h in numbers.held("investment") if h.balance_minor > 0 and h.newest_on and h.newest_on < since]
    if not quiet:
        return None
    held = sum(holding.balance_minor for holding in quiet)
    says = (
        f"{listed([holding.name for holding in quiet])}: {numbers.text(held)}, and not one entry for a year. If that "
        "is a plan of a former employer, find out what it charges and whether your address there is right."
    )
    return Finding(says, held, rows_url=quiet[0].url)


RULES: Final = (
    Rule(
        id="employer-match",
        theme="retirement",
        title="Ask what your employer adds to your retirement",
        needs=("accounts", "employment"),
        find=_match,
        action=Action("Ask whoever does payroll, or look into the benefits portal"),
        articles=("take-the-employer-match", "retirement-accounts-basics"),
        confidence="a hint",
        because="Mingus can’t see your pay slip or your benefits, only that no such account is here.",
        wrong_when="You already take the whole match in an account that isn’t in Mingus, or your employer has no plan.",
        comes_back="only when you bring it back yourself",
        urgency=SOON,
        sources=("RET-12",),
    ),
    Rule(
        id="own-retirement-account",
        theme="retirement",
        title="Open a retirement account of your own",
        needs=("accounts", "spending", "employment"),
        find=_own_account,
        action=Action("Read how the accounts differ", "/library/retirement-accounts-basics"),
        articles=("retirement-accounts-basics", "roth-or-traditional"),
        confidence="a hint",
        because="Mingus sees no such account; you may have one elsewhere.",
        wrong_when="You have an account that isn’t in Mingus, or dear debts come first.",
        comes_back="only when you bring it back yourself",
        urgency=SOME_DAY,
    ),
    Rule(
        id="quiet-investments",
        theme="retirement",
        title="Look in on a retirement account you left behind",
        needs=("accounts",),
        find=_quiet_account,
        action=Action("Sign in there once, and check address, fees and beneficiaries"),
        articles=("rollovers-and-old-401ks", "index-funds-and-fees"),
        confidence="a hint",
        because="Mingus knows only that nothing was entered for a year.",
        wrong_when="You keep its balance elsewhere, or it is still your current plan.",
        comes_back="when the balance has grown by a quarter",
        urgency=SOME_DAY,
    ),
)
