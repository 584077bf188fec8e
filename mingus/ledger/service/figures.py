"""The figures every page shows, read from the rollups alone: one statement each, however many rows there are.

`rules/figures.py` says what counts as income and spending. Accounts private to somebody else do not count.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import accumulate
from typing import Any, Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from mingus.core.db import read
from mingus.core.fixed import Asked, Fixed
from mingus.core.glance import Reader
from mingus.core.ids import NIL
from mingus.core.money import Money
from mingus.core.tenancy import Member
from mingus.ledger.rules import figures as rules
from mingus.ledger.schemas.figures import (
    CategoryAmount,
    CategoryMonthAmount,
    MonthFigures,
    MonthTotals,
    NetWorth,
    OtherCurrency,
    Point,
)
from mingus.ledger.service.visibility import SEEN_BY, seen_by

_BALANCES: Final = text(
    f"""
    SELECT account.currency,
           SUM(GREATEST(balance.minor, 0))::bigint AS assets_minor,
           SUM(GREATEST(-balance.minor, 0))::bigint AS debts_minor
      FROM accounts account
      CROSS JOIN LATERAL (
        SELECT account.opening_minor + COALESCE(SUM(day.sum_minor), 0)::bigint AS minor FROM account_days day
         WHERE day.household_id = account.household_id AND day.account_id = account.id
      ) balance
     WHERE account.household_id = :household_id AND {SEEN_BY}
     GROUP BY 1 ORDER BY 1
    """  # noqa: S608  constants of this module
)

# An opening balance counts from its own day or the account's first row, whichever is earlier. Days are summed over the
# accounts before anything else is done with them, and come as sums per place on the line, so that a long history
# costs this process no more than a short one: `place` is the first of the days of
# `rules.days_between` that is not before the change; what comes after the line has no place on it.
_CHANGES: Final[Fixed[*tuple[Any, ...]]] = Fixed(
    text(
        f"""
    WITH mine AS (
      SELECT account.id, account.opening_minor, account.opening_on, account.created_at::date AS made_on
        FROM accounts account
       WHERE account.household_id = :household_id AND account.currency = :currency AND {SEEN_BY}
    ), changes AS (
      SELECT day.posted_on, SUM(day.sum_minor)::bigint AS minor
        FROM account_days day JOIN mine ON mine.id = day.account_id
       WHERE day.household_id = :household_id GROUP BY 1
      UNION ALL
      SELECT COALESCE(LEAST(mine.opening_on, first.posted_on), mine.made_on), mine.opening_minor
        FROM mine CROSS JOIN LATERAL (
          SELECT MIN(day.posted_on) AS posted_on FROM account_days day
           WHERE day.household_id = :household_id AND day.account_id = mine.id
        ) first
       WHERE mine.opening_minor <> 0
    ), line AS (
      SELECT LEAST(COALESCE(CAST(:since AS date), MIN(posted_on)), CAST(:until AS date)) AS first_on FROM changes
    ), spans AS (SELECT first_on, CAST(:until AS date) - first_on AS span FROM line)
    SELECT first_on,
           CASE WHEN posted_on <= first_on THEN 0
                WHEN posted_on <= CAST(:until AS date)
                THEN ((posted_on - first_on) * LEAST(:points - 1, span) + span - 1) / span END AS place,
           SUM(minor)::bigint AS minor
      FROM changes, spans GROUP BY 1, 2 ORDER BY 2
    """  # noqa: S608  constants of this module
    )
)

_SUMS: Final = f"""
    SELECT CASE WHEN stored.month_on BETWEEN :first_on AND :last_on THEN stored.month_on END AS month_on,
           stored.currency, filed.id, COALESCE(filed.name, '{rules.UNCATEGORIZED}') AS name, filed.kind,
           SUM(stored.in_minor)::bigint AS in_minor, SUM(stored.out_minor)::bigint AS out_minor,
           SUM(stored.count)::int AS count
      FROM category_months stored
      JOIN accounts account ON account.household_id = stored.household_id AND account.id = stored.account_id
      LEFT JOIN categories filed ON filed.household_id = stored.household_id AND filed.id = stored.category_key
     WHERE stored.household_id = :household_id AND {SEEN_BY}
"""  # noqa: S608  constants of this module
_SUMS_OF_MONTHS: Final[Fixed[*tuple[Any, ...]]] = Fixed(
    text(f"{_SUMS} AND stored.month_on BETWEEN :first_on AND :last_on GROUP BY 1, 2, 3, 4, 5")
)
_SUMS_AND_UNFILED: Final[Fixed[*tuple[Any, ...]]] = Fixed(
    text(
        f"{_SUMS} AND (stored.month_on BETWEEN :first_on AND :last_on OR stored.category_key = '{NIL}')"
        "GROUP BY 1, 2, 3, 4, 5"
    )
)


def month_asked(member: Member, month_on: date) -> Asked:
    """What `month` reads, for a glance."""
    first_on = month_on.replace(day=1)
    return _SUMS_AND_UNFILED, seen_by(member, first_on=first_on, last_on=first_on)


def month(db: Reader, member: Member, month_on: date) -> MonthFigures:
    """Income, expenses and what was kept in the month of this day; spending by category, the most first.

    And how many rows (or parts of split rows) of any month nobody has filed; transfers need no category.
    """
    first_on = month_on.replace(day=1)
    found = read(db, *month_asked(member, month_on))
    lines = [rules.Sum(*row[:7]) for row in found if row[0] is not None]
    by_currency = rules.totals(lines)
    own = by_currency.pop(member.currency, rules.Totals(0, 0))
    return MonthFigures(
        month_on=first_on,
        **_amounts(own, member.currency),
        savings_rate_percent=rules.savings_rate_percent(own),
        by_category=[
            CategoryAmount(line.category_id, line.name, Money(rules.spending_minor(line), line.currency))
            for line in _spent(lines, member.currency)
        ],
        uncategorized_count=sum(row[7] for row in found if row[2] is None),
        other_currencies=[OtherCurrency(**_amounts(found, currency)) for currency, found in by_currency.items()],
    )


def spending(db: Session, member: Member, since: date, until: date) -> list[CategoryMonthAmount]:
    """What went out per month and category, in the household's currency, from the month of one day to that of another.

    Months in order, in each the most first. The sums of a month are those of `month`.
    """
    lines = _sums(db, member, since.replace(day=1), until.replace(day=1))
    spent = sorted(_spent(lines, member.currency), key=lambda line: line.month_on)
    return [
        CategoryMonthAmount(
            line.month_on, line.category_id, line.name, Money(rules.spending_minor(line), line.currency)
        )
        for line in spent
    ]


def month_totals(db: Session, member: Member, since: date, until: date) -> list[MonthTotals]:
    """Income and expenses of every month that has any, newest first, in the household's currency; as `month` says."""
    by_month: dict[date, list[rules.Sum]] = defaultdict(list)
    for line in _sums(db, member, since.replace(day=1), until.replace(day=1)):
        if line.currency == member.currency:
            by_month[line.month_on].append(line)
    found = []
    for month_on, lines in sorted(by_month.items(), reverse=True):
        amounts = _amounts(rules.totals(lines)[member.currency], member.currency)
        found.append(MonthTotals(month_on, amounts["income"], amounts["expenses"]))
    return found


def net_worth(db: Session, member: Member) -> NetWorth:
    """What is owned less what is owed, over every row there is; other currencies apart."""
    rows = db.execute(_BALANCES, seen_by(member))
    found = {row.currency: (row.assets_minor, row.debts_minor) for row in rows}
    own = found.pop(member.currency, (0, 0))
    others = [_worth(currency, *sides, others=[]) for currency, sides in found.items()]
    return _worth(member.currency, *own, others=others)


def net_worth_line_asked(member: Member, since: date | None, until: date, points: int) -> Asked:
    """What `net_worth_line` reads, for a glance."""
    return _CHANGES, seen_by(member, currency=member.currency, since=since, until=until, points=points)


def net_worth_line(db: Reader, member: Member, since: date | None, until: date, points: int) -> list[Point]:
    """Net worth at the end of up to `points` days, evenly apart, the last one `until`; empty without any data.

    Without `since` it begins on the first day there is anything to count.
    """
    changes = read(db, *net_worth_line_asked(member, since, until, points))
    if not changes:
        return []
    days = rules.days_between(changes[0][0], until, points)
    return _running({row[1]: row[2] for row in changes}, days, member.currency)


def _sums(db: Session, member: Member, first_on: date, last_on: date) -> list[rules.Sum]:
    rows = read(db, _SUMS_OF_MONTHS, seen_by(member, first_on=first_on, last_on=last_on))
    return [rules.Sum(*row[:7]) for row in rows]


def _spent(lines: Sequence[rules.Sum], currency: str) -> list[rules.Sum]:
    found = [line for line in lines if line.currency == currency and rules.spending_minor(line)]
    return sorted(found, key=lambda line: (-rules.spending_minor(line), line.name, line.category_id or NIL))


def _amounts(found: rules.Totals, currency: str) -> dict[str, Money]:
    income, expenses = Money(found.income_minor, currency), Money(found.expenses_minor, currency)
    return {"income": income, "expenses": expenses, "kept": income - expenses}


def _worth(currency: str, assets_minor: int, debts_minor: int, *, others: list[NetWorth]) -> NetWorth:
    assets, debts = Money(assets_minor, currency), Money(debts_minor, currency)
    return NetWorth(total=assets - debts, assets=assets, debts=debts, other_currencies=others)


def _running(changes: Mapping[int | None, int], days: Sequence[date], currency: str) -> list[Point]:
    totals = accumulate(changes.get(place, 0) for place in range(len(days)))
    return [Point(day, Money(total, currency)) for day, total in zip(days, totals, strict=True)]
