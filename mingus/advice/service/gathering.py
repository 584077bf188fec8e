"""Reads everything advice knows about a household: a fixed number of statements, whatever it holds."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from mingus import goals, ledger
from mingus.advice.figures.numbers import Aim, Holding, Month, Numbers, Owed, Series
from mingus.advice.service import neighbours
from mingus.core.clock import today
from mingus.core.months import add_months, first_of
from mingus.core.tenancy import Member

LOOKED_BACK: Final = 24  # months; an effect is told for two years
HALF_A_YEAR: Final = timedelta(days=183)
SERIES_DAYS: Final = timedelta(days=400)  # a yearly charge twice
WHOLE_MONTH_UNTIL: Final = 7  # a history that begins later in a month has only a part of it
LATELY: Final = timedelta(days=100)  # three statements of a card
UP_TO_DATE: Final = timedelta(days=45)
LIABILITIES: Final = {"card": "card", "loan": "other"}


def gather(db: Session, member: Member, *, with_series: bool = True) -> Numbers:
    """The numbers of this member's household, as far as they may see them.

    Series are what takes longest to read of a long history; who looks at none of them does without.
    """
    day = today(member.time_zone)
    this_month = first_of(day)
    filed = ledger.filed_months(db, member, add_months(this_month, -LOOKED_BACK), this_month)
    accounts = [account for account in ledger.account_list(db, member) if account.currency == member.currency]
    pulses = {pulse.account_id: pulse for pulse in ledger.pulses(db, member, day - HALF_A_YEAR)}
    holdings = tuple(_holding(account, pulses.get(account.id)) for account in accounts if account.closed_at is None)
    interest = ledger.interest_charged(db, member, day - LATELY)
    shown = {account.id: _shown(account, pulses.get(account.id), interest, day) for account in accounts}
    person, results = neighbours.about(db, member), neighbours.results(db, member)
    pay = neighbours.pay(db, member)
    return Numbers(
        today=day,
        currency=member.currency,
        months=_months(filed, this_month, min((pulse.oldest_on for pulse in pulses.values()), default=None)),
        holdings=holdings,
        series=_series(ledger.paid_series(db, member, day - SERIES_DAYS, day)) if with_series else (),
        debts=_debts(*neighbours.debts(db, member, shown), accounts, said_none=person.owes_nothing),
        aims=tuple(_aim(goal) for goal in goals.list_goals(db, member) if _counts(goal, member)),
        person=person.said,
        has_pay_calendar=pay.has_calendar,
        others_pay_minor=pay.others_minor,
        uncategorized=ledger.unfiled(db, member),
        scores=results.scores,
        taken=results.taken,
        category_ids={line.slug: line.category_id for line in filed if line.slug and line.category_id},
        category_names={line.slug: line.name for line in filed if line.slug},
    )


def _months(filed: Sequence[ledger.FiledMonth], this_month: date, oldest_on: date | None) -> tuple[Month, ...]:
    """The full months that have rows, newest first: not this one, nor a first one whose beginning is missing."""
    by_month: dict[date, list[ledger.FiledMonth]] = defaultdict(list)
    for line in filed:
        by_month[line.month_on].append(line)
    is_cut = oldest_on is not None and oldest_on.day > WHOLE_MONTH_UNTIL
    cut_on = first_of(oldest_on) if oldest_on and is_cut else None
    return tuple(
        _month(month_on, lines)
        for month_on, lines in sorted(by_month.items(), reverse=True)
        if month_on not in {this_month, cut_on}
    )


def _month(month_on: date, lines: Sequence[ledger.FiledMonth]) -> Month:
    spent: dict[str, int] = defaultdict(int)
    earned: dict[str, int] = defaultdict(int)
    for line in lines:
        spent[line.slug or ""] += line.spent_minor
        earned[line.slug or ""] += line.earned_minor
    return Month(month_on, sum(earned.values()), sum(spent.values()), dict(spent), dict(earned))


def _holding(account: ledger.AccountView, pulse: ledger.Pulse | None) -> Holding:
    return Holding(
        id=account.id,
        name=account.name,
        kind=account.kind,
        balance_minor=account.balance.minor,
        institution=account.institution,
        newest_on=pulse.newest_on if pulse else None,
        days_below_zero=pulse.days_below_zero if pulse else 0,
        lowest_minor=pulse.lowest_minor if pulse else None,
        limit_minor=account.limit.minor if account.limit else None,
    )


def _shown(
    account: ledger.AccountView, pulse: ledger.Pulse | None, interest: Mapping[UUID, int], day: date
) -> neighbours.Shown:
    """Interest is charged where rows say so; it is not where an up-to-date account has been without for a while."""
    is_complete = pulse is not None and pulse.oldest_on <= day - LATELY and pulse.newest_on >= day - UP_TO_DATE
    is_charged = True if account.id in interest else False if is_complete else None
    return neighbours.Shown(-account.balance.minor, is_charged)


def _series(found: Sequence[ledger.PaidSeries]) -> tuple[Series, ...]:
    return tuple(Series(one.name, one.slug or "", one.days, one.amounts_minor) for one in found)


def _debts(
    said: Sequence[Owed], told: frozenset[UUID | None], accounts: Sequence[ledger.AccountView], *, said_none: bool
) -> tuple[Owed, ...] | None:
    """What somebody said they owe, and what accounts show beside it; None when nobody said and none shows."""
    shown = [
        Owed(account.name, LIABILITIES[account.kind], -account.balance.minor, is_said=False)
        for account in accounts
        if account.kind in LIABILITIES
        and account.balance.minor < 0
        and account.id not in told
        and not account.closed_at
    ]
    return (*said, *shown) if said or shown or said_none else None


def _counts(goal: goals.GoalView, member: Member) -> bool:
    return goal.status == "active" and goal.target.currency == member.currency


def _aim(goal: goals.GoalView) -> Aim:
    return Aim(
        id=goal.id,
        name=goal.name,
        kind=goal.kind,
        priority=goal.priority,
        target_minor=goal.target.minor,
        missing_minor=goal.missing.minor,
        due_on=goal.target_on,
        needed_minor=goal.needed.minor if goal.needed else None,
    )
