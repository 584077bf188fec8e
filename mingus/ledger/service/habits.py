"""What repeats in a household: months by category with their slugs, who is paid how often, how accounts move.

For whoever looks for patterns above. Each is one statement; accounts private to somebody else do not count.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from mingus.core.ids import NIL
from mingus.core.tenancy import Member
from mingus.ledger.rules import figures as rules
from mingus.ledger.service.visibility import SEEN_ACCOUNTS, SEEN_BY, seen_by

PAID_AT_LEAST, PAID_AT_MOST = 3, 70
SERIES_AT_MOST: Final = 300
FEES: Final = "fees"


@dataclass(frozen=True, slots=True)
class FiledMonth:
    """One category in one month, in the household's currency: what was spent, and what came in. `slug` as brought."""

    month_on: date
    category_id: UUID | None
    slug: str | None
    name: str
    spent_minor: int
    earned_minor: int


@dataclass(frozen=True, slots=True)
class PaidSeries:
    """Everything that went to one payee under one category, oldest first; the amounts are above zero."""

    name: str
    slug: str | None
    days: tuple[date, ...]
    amounts_minor: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pulse:
    """How one account moved: its first and newest row, and on how many days it was below zero, rows or none."""

    account_id: UUID
    oldest_on: date
    newest_on: date
    days_below_zero: int
    lowest_minor: int | None


_FILED: Final = text(
    f"""
    SELECT stored.month_on, stored.currency, filed.id, COALESCE(filed.name, '{rules.UNCATEGORIZED}') AS name,
           filed.kind, SUM(stored.in_minor)::bigint, SUM(stored.out_minor)::bigint, filed.slug
      FROM category_months stored
      JOIN accounts account ON account.household_id = stored.household_id AND account.id = stored.account_id
      LEFT JOIN categories filed ON filed.household_id = stored.household_id AND filed.id = stored.category_key
     WHERE stored.household_id = :household_id AND {SEEN_BY} AND stored.currency = :currency
       AND stored.month_on BETWEEN :first_on AND :last_on
     GROUP BY 1, 2, 3, 4, 5, 8 ORDER BY 1 DESC, 4, 3
    """  # noqa: S608  constants of this module
)
# Ids are grouped first and named afterwards: of a hundred thousand rows few pairs remain to be joined and sorted.
_PAID: Final = text(
    f"""
    WITH pairs AS (
      SELECT line.payee_id, CASE WHEN line.payee_id IS NULL THEN COALESCE(line.bank_description, '') END AS words,
             line.category_id, COUNT(*) AS times, SUM(-line.amount_minor) AS minor,
             array_agg(line.posted_on) AS days, array_agg(line.id) AS ids, array_agg(-line.amount_minor) AS amounts
        FROM transactions line
       WHERE line.household_id = :household_id AND line.deleted_at IS NULL AND line.transfer_id IS NULL
         AND line.account_id = {SEEN_ACCOUNTS}
         AND line.currency = :currency AND line.amount_minor < 0 AND line.posted_on BETWEEN :since AND :until
       GROUP BY 1, 2, 3
    ), named AS MATERIALIZED (
      SELECT pairs.*, COALESCE(payee.name, pairs.words) AS name, filed.slug
        FROM pairs
        LEFT JOIN payees payee ON payee.household_id = :household_id AND payee.id = pairs.payee_id
        LEFT JOIN categories filed ON filed.household_id = :household_id AND filed.id = pairs.category_id
    ), chosen AS (
      SELECT name, slug, SUM(minor) AS minor FROM named GROUP BY 1, 2
      HAVING SUM(times) BETWEEN {PAID_AT_LEAST} AND {PAID_AT_MOST} OR slug = '{FEES}'
       ORDER BY 3 DESC, 1, 2 LIMIT {SERIES_AT_MOST}
    )
    SELECT chosen.name, chosen.slug, array_agg(line.day ORDER BY line.day, line.id),
           array_agg(line.minor ORDER BY line.day, line.id)
      FROM chosen
      JOIN named ON named.name = chosen.name AND COALESCE(named.slug, '') = COALESCE(chosen.slug, '')
     CROSS JOIN LATERAL unnest(named.days, named.ids, named.amounts) AS line(day, id, minor)
     GROUP BY 1, 2, chosen.minor ORDER BY chosen.minor DESC, 1, 2
    """  # noqa: S608  constants of this module
)
_INTEREST: Final = text(
    f"""
    SELECT line.account_id, SUM(-line.amount_minor)::bigint
      FROM transactions line
      JOIN accounts account ON account.household_id = line.household_id AND account.id = line.account_id
      JOIN categories filed ON filed.household_id = line.household_id AND filed.id = line.category_id
     WHERE line.household_id = :household_id AND {SEEN_BY} AND line.deleted_at IS NULL AND filed.slug = '{FEES}'
       AND line.posted_on >= :since AND line.amount_minor < 0
       AND (line.bank_description ILIKE '%interest%' OR line.bank_description ILIKE '%finance charge%')
     GROUP BY 1
    """  # noqa: S608  constants of this module
)
_PULSES: Final = text(
    f"""
    WITH days AS (
      SELECT day.account_id, day.posted_on,
             LEAD(day.posted_on, 1, day.posted_on + 1) OVER (PARTITION BY day.account_id ORDER BY day.posted_on)
               AS next_on,
             account.opening_minor + SUM(day.sum_minor) OVER (PARTITION BY day.account_id ORDER BY day.posted_on)
               AS minor
        FROM account_days day
        JOIN accounts account ON account.household_id = day.household_id AND account.id = day.account_id
       WHERE day.household_id = :household_id AND {SEEN_BY}
    )
    SELECT account_id, MIN(posted_on), MAX(posted_on),
           COALESCE(SUM(next_on - GREATEST(posted_on, :since)) FILTER (WHERE minor < 0 AND next_on > :since), 0)::int,
           (MIN(minor) FILTER (WHERE posted_on >= :since))::bigint
      FROM days GROUP BY 1 ORDER BY 1
    """  # noqa: S608  constants of this module
)
_UNFILED: Final = text(
    f"""
    SELECT COALESCE(SUM(stored.count), 0)::int
      FROM category_months stored
      JOIN accounts account ON account.household_id = stored.household_id AND account.id = stored.account_id
     WHERE stored.household_id = :household_id AND {SEEN_BY} AND stored.category_key = '{NIL}'
    """  # noqa: S608  constants of this module
)


def filed_months(db: Session, member: Member, since: date, until: date) -> list[FiledMonth]:
    """Every category of every month between the months of two days, newest first; spending as `rules.figures` says."""
    values = seen_by(member, currency=member.currency, first_on=since.replace(day=1), last_on=until.replace(day=1))
    return [_filed(rules.Sum(*row[:7]), row[7]) for row in db.execute(_FILED, values)]


def paid_series(db: Session, member: Member, since: date, until: date) -> list[PaidSeries]:
    """Whom this member sees paid three to seventy times between two days, and every bank fee; the most money first."""
    values = seen_by(member, currency=member.currency, since=since, until=until)
    return [_series(*row) for row in db.execute(_PAID, values)]


def unfiled(db: Session, member: Member) -> int:
    """How many rows (or parts of split rows) of any month nobody has filed, as `figures.month` counts them."""
    return int(db.execute(_UNFILED, seen_by(member)).scalar_one())


def pulses(db: Session, member: Member, since: date) -> list[Pulse]:
    """Of every account that has rows: when it began, its newest row, and its low days from `since` on."""
    return [Pulse(*row) for row in db.execute(_PULSES, seen_by(member, since=since))]


def interest_charged(db: Session, member: Member, since: date) -> dict[UUID, int]:
    """What each account was charged of interest from a day on, by the bank's words; accounts without are left out."""
    return {row[0]: row[1] for row in db.execute(_INTEREST, seen_by(member, since=since))}


def _filed(line: rules.Sum, slug: str | None) -> FiledMonth:
    spent = rules.spending_minor(line)
    earned = line.in_minor - line.out_minor + spent
    return FiledMonth(line.month_on, line.category_id, slug, line.name, spent, earned)


def _series(name: str, slug: str | None, days: Any, amounts: Any) -> PaidSeries:
    return PaidSeries(" ".join(name.split()), slug, tuple(days), tuple(int(amount) for amount in amounts))
