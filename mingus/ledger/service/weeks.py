"""The figures of weeks, Monday to Sunday, read from the one view; `rules/figures.py` says what counts as what."""

from collections import defaultdict
from datetime import date
from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from mingus.core.money import Money
from mingus.core.tenancy import Member
from mingus.ledger.rules import figures as rules
from mingus.ledger.schemas.figures import WeekFigures
from mingus.ledger.service.visibility import SEEN_ACCOUNTS, seen_by

_SUMS: Final = text(
    f"""
    SELECT line.posted_on - (extract(isodow FROM line.posted_on)::int - 1) AS week_on,
           line.currency, filed.id, COALESCE(filed.name, '{rules.UNCATEGORIZED}') AS name, filed.kind,
           SUM(GREATEST(line.amount_minor, 0))::bigint AS in_minor,
           SUM(GREATEST(-line.amount_minor, 0))::bigint AS out_minor
      FROM money_lines line
      LEFT JOIN categories filed ON filed.household_id = line.household_id AND filed.id = line.category_id
     WHERE line.household_id = :household_id AND line.currency = :currency
       AND line.posted_on BETWEEN :since AND :until AND line.account_id = {SEEN_ACCOUNTS}
     GROUP BY 1, 2, 3, 4, 5
    """  # noqa: S608  constants of this module
)


def week_figures(db: Session, member: Member, since: date, until: date) -> dict[date, WeekFigures]:
    """Income and expenses of each week with any row from one day to the other, by its Monday.

    In the household's currency. A week without a row is missing: nobody can tell whether nothing was spent.
    """
    by_week: dict[date, list[rules.Sum]] = defaultdict(list)
    for row in db.execute(_SUMS, seen_by(member, currency=member.currency, since=since, until=until)):
        by_week[row.week_on].append(rules.Sum(*row))
    return {week_on: _figures(week_on, lines, member.currency) for week_on, lines in sorted(by_week.items())}


def _figures(week_on: date, lines: list[rules.Sum], currency: str) -> WeekFigures:
    found = rules.totals(lines)[currency]
    income, expenses = Money(found.income_minor, currency), Money(found.expenses_minor, currency)
    return WeekFigures(week_on, income, expenses, income - expenses)
