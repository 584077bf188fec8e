"""Rollups: sums recomputed from the rows whenever rows of a month change. Pages read these and never scan.

Whoever changes, adds or removes rows calls `refresh_months` in the same transaction. Nothing is ever incremented, so a
refresh can be repeated at will, and `recount` proves that nobody forgot to call it.
"""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from mingus.core.ids import NIL

_LOCK: Final = text("SELECT pg_advisory_xact_lock(:key)")

_TOUCHED: Final = "unnest(CAST(:accounts AS uuid[]), CAST(:months AS date[])) AS touched(account_id, month_on)"

# The bounds repeat what the join says: PostgreSQL pushes them into both halves of the view, the join only into one.
# Months are compared for equality, so that many months are joined by hash and not each line with each month.
_WITHIN: Final = """
       AND line.account_id = ANY(CAST(:accounts AS uuid[]))
       AND line.posted_on >= CAST(:first_on AS date)
       AND line.posted_on < CAST(:last_on AS date) + INTERVAL '1 month'
       AND CAST(date_trunc('month', CAST(line.posted_on AS timestamp)) AS date) = touched.month_on
"""

_FRESH_MONTHS: Final = """
    SUM(GREATEST(line.amount_minor, 0))::bigint AS in_minor,
    SUM(GREATEST(-line.amount_minor, 0))::bigint AS out_minor,
    COUNT(*)::int AS count
"""

_FRESH_DAYS: Final = """
    SUM(line.amount_minor)::bigint AS sum_minor,
    COALESCE(SUM(line.amount_minor) FILTER (WHERE line.status = 'pending'), 0)::bigint AS pending_minor,
    COUNT(*)::int AS count
"""

_DELETE_MONTHS: Final = text(
    f"""
    DELETE FROM category_months stored USING {_TOUCHED}
     WHERE stored.household_id = :household_id
       AND stored.account_id = touched.account_id AND stored.month_on = touched.month_on
    """  # noqa: S608  constants of this module
)

_INSERT_MONTHS: Final = text(
    f"""
    INSERT INTO category_months
           (household_id, month_on, account_id, category_key, currency, in_minor, out_minor, count)
    SELECT line.household_id, touched.month_on, line.account_id,
           COALESCE(line.category_id, :nil), line.currency, {_FRESH_MONTHS}
      FROM {_TOUCHED}
      JOIN money_lines line ON line.account_id = touched.account_id
     WHERE line.household_id = :household_id {_WITHIN}
     GROUP BY 1, 2, 3, 4, 5
    """  # noqa: S608  constants of this module
)

_DELETE_DAYS: Final = text(
    f"""
    DELETE FROM account_days stored USING {_TOUCHED}
     WHERE stored.household_id = :household_id
       AND stored.account_id = touched.account_id
       AND stored.posted_on >= touched.month_on AND stored.posted_on < touched.month_on + INTERVAL '1 month'
    """  # noqa: S608  constants of this module
)

_INSERT_DAYS: Final = text(
    f"""
    INSERT INTO account_days (household_id, account_id, posted_on, sum_minor, pending_minor, count)
    SELECT line.household_id, line.account_id, line.posted_on, {_FRESH_DAYS}
      FROM {_TOUCHED}
      JOIN transactions line ON line.account_id = touched.account_id
     WHERE line.household_id = :household_id AND line.deleted_at IS NULL {_WITHIN}
     GROUP BY 1, 2, 3
    """  # noqa: S608  constants of this module
)

_MONTHS_OF_ACCOUNTS: Final = text(
    """
    SELECT account_id, date_trunc('month', posted_on)::date FROM transactions
     WHERE household_id = :household_id AND account_id = ANY(CAST(:accounts AS uuid[])) AND deleted_at IS NULL
    UNION
    SELECT account_id, month_on FROM category_months
     WHERE household_id = :household_id AND account_id = ANY(CAST(:accounts AS uuid[]))
    UNION
    SELECT account_id, date_trunc('month', posted_on)::date FROM account_days
     WHERE household_id = :household_id AND account_id = ANY(CAST(:accounts AS uuid[]))
    """
)

_RECOUNT_MONTHS: Final = text(
    f"""
    WITH fresh AS (
      SELECT line.account_id, date_trunc('month', line.posted_on)::date AS month_on,
             COALESCE(line.category_id, :nil) AS category_key, line.currency, {_FRESH_MONTHS}
        FROM money_lines line WHERE line.household_id = :household_id GROUP BY 1, 2, 3, 4
    ), stored AS (SELECT * FROM category_months WHERE household_id = :household_id)
    SELECT 'category_months', account_id, month_on, category_key,
           COALESCE(fresh.in_minor - fresh.out_minor, 0), COALESCE(stored.in_minor - stored.out_minor, 0)
      FROM fresh FULL JOIN stored USING (account_id, month_on, category_key, currency)
     WHERE (fresh.in_minor, fresh.out_minor, fresh.count)
           IS DISTINCT FROM (stored.in_minor, stored.out_minor, stored.count)
     ORDER BY 2, 3, 4
    """  # noqa: S608  constants of this module
)

_RECOUNT_DAYS: Final = text(
    f"""
    WITH fresh AS (
      SELECT line.account_id, line.posted_on, {_FRESH_DAYS} FROM transactions line
       WHERE line.household_id = :household_id AND line.deleted_at IS NULL GROUP BY 1, 2
    ), stored AS (SELECT * FROM account_days WHERE household_id = :household_id)
    SELECT 'account_days', account_id, posted_on, NULL::uuid,
           COALESCE(fresh.sum_minor, 0), COALESCE(stored.sum_minor, 0)
      FROM fresh FULL JOIN stored USING (account_id, posted_on)
     WHERE (fresh.sum_minor, fresh.pending_minor, fresh.count)
           IS DISTINCT FROM (stored.sum_minor, stored.pending_minor, stored.count)
     ORDER BY 2, 3
    """  # noqa: S608  constants of this module
)


@dataclass(frozen=True, slots=True)
class Difference:
    """A rollup that does not say what the rows say. `category_key` is None for `account_days`."""

    table: str
    account_id: UUID
    on: date
    category_key: UUID | None
    expected_minor: int
    found_minor: int


def lock_household(db: Session, household_id: UUID) -> None:
    """Let nobody else recompute or bulk-write this household until this transaction ends."""
    digest = hashlib.blake2b(b"household" + household_id.bytes, digest_size=8).digest()
    db.execute(_LOCK, {"key": int.from_bytes(digest, signed=True)})


def refresh_months(db: Session, household_id: UUID, touched: Iterable[tuple[UUID, date]]) -> None:
    """Recompute the months of these (account, any day in the month). Locks the household; five statements at most.

    `account_days.sum_minor` counts every row of the day, `pending_minor` the part of it that is still pending.
    """
    pairs = sorted({(account_id, on.replace(day=1)) for account_id, on in touched})
    if not pairs:
        return
    db.flush()
    lock_household(db, household_id)
    values = {
        "household_id": household_id,
        "accounts": [account_id for account_id, _ in pairs],
        "months": [month_on for _, month_on in pairs],
        "first_on": min(month_on for _, month_on in pairs),
        "last_on": max(month_on for _, month_on in pairs),
        "nil": NIL,
    }
    for statement in (_DELETE_MONTHS, _INSERT_MONTHS, _DELETE_DAYS, _INSERT_DAYS):
        db.execute(statement, values)


def refresh_accounts(db: Session, household_id: UUID, account_ids: Collection[UUID]) -> None:
    """Recompute every month of these accounts, including months that have no rows any more."""
    db.flush()
    lock_household(db, household_id)
    found = db.execute(_MONTHS_OF_ACCOUNTS, {"household_id": household_id, "accounts": list(account_ids)})
    refresh_months(db, household_id, [(account_id, month_on) for account_id, month_on in found])


def recount(db: Session, household_id: UUID) -> list[Difference]:
    """Where the stored sums differ from a fresh count of all rows; empty when the books are right."""
    values = {"household_id": household_id, "nil": NIL}
    return [Difference(*row) for statement in (_RECOUNT_MONTHS, _RECOUNT_DAYS) for row in db.execute(statement, values)]
