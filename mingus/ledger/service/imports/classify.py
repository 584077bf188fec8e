"""What becomes of each staged row: new, there already, pending become posted, one added by hand, or to be asked about.

Set-based in the database, so that 100,000 rows cost the process nothing; only the few that need judgement are compared
in Python (`rules.pending`). Running it again gives the same answer; a person's decisions are left alone.
"""

from typing import Any, Final
from uuid import UUID

import orjson
from sqlalchemy.orm import Session

from mingus.ledger.models import ImportStatement
from mingus.ledger.rules import pending
from mingus.ledger.service.imports import classify_sql as sql

MOST_PAIRS: Final = 50_000  # more pairs than this are no statement of one person; the rest stays new


def number_repeats(db: Session, household_id: UUID, import_id: UUID) -> None:
    """Give rows with the same bank id names of their own; once, after staging."""
    db.execute(sql.NUMBER_REPEATS, {"household_id": household_id, "import_id": import_id})


def classify(db: Session, statement: ImportStatement) -> None:
    """Settle the outcome of every row of this statement that can be read, against its account as it is now."""
    values = _values(statement)
    statement.settled_against = db.scalar(sql.STATE, values)  # looked at first: what commits meanwhile makes it differ
    db.execute(sql.RESET, values)
    if statement.account_id is not None:
        db.execute(sql.BY_ID, values)
        db.execute(sql.BY_FINGERPRINT, values | {"renumbered": bool(db.scalar(sql.RENUMBERED, values))})
        _judge(db, values)
    db.execute(sql.REST, values)


def still_stands(db: Session, statement: ImportStatement) -> bool:
    """Whether `classify` would say what it said before, because nothing of what it looked at has changed since."""
    values = _values(statement)
    return statement.settled_against == db.scalar(sql.STATE, values) and not db.scalar(sql.SHARES, values)


def _values(statement: ImportStatement) -> dict[str, Any]:
    return {
        "household_id": statement.household_id,
        "import_id": statement.import_id,
        "statement": statement.position,
        "account_id": statement.account_id,
    }


def _judge(db: Session, values: dict[str, Any]) -> None:
    """Compare the rows that may be pending ones or ones added by hand, and write the verdicts."""
    rows = db.execute(sql.PAIRS, values | {"most": MOST_PAIRS}).all()
    verdicts = pending.decide(pending.Pair(row[0], str(row[1]), *row[2:]) for row in rows)
    if not verdicts:
        return
    plain = [
        {"number": number, "outcome": v.outcome, "transaction_id": v.transaction_id, "reason": v.reason}
        for number, v in verdicts.items()
    ]
    db.execute(sql.VERDICTS, values | {"verdicts": orjson.dumps(plain).decode()})
