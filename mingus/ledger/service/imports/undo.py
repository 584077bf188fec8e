"""Undoing an import: the ledger as if the file had never come, but for what other files say too."""

from typing import Any, Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from mingus.core import events
from mingus.core.clock import now
from mingus.core.errors import Refused
from mingus.core.tenancy import Member
from mingus.ledger.models import FileImport
from mingus.ledger.service import rollups
from mingus.ledger.service.imports import balances, holding, planning, queries
from mingus.ledger.service.imports.confirm import touched_months

# A row that another confirmed file contains as well is that file's from now on.
_HAND_OVER: Final = text(
    """
    UPDATE transactions t SET import_id = other.import_id
      FROM (SELECT DISTINCT ON (r.transaction_id) r.transaction_id, r.import_id
              FROM import_rows r
              JOIN imports i ON i.household_id = r.household_id AND i.id = r.import_id
                             AND i.status IN ('confirmed', 'undoing')
             WHERE r.household_id = :household_id AND r.import_id <> :import_id AND r.transaction_id IS NOT NULL
               AND r.outcome IN ('matched', 'posted', 'filled')
             ORDER BY r.transaction_id, i.confirmed_at) AS other
     WHERE t.household_id = :household_id AND t.import_id = :import_id AND t.id = other.transaction_id
    """
)
# The later file that changed such a row made it what it is: its own undo must then remove the row, not restore it.
_FORGET_CHANGES: Final = text(
    """
    DELETE FROM import_changes c USING transactions t
     WHERE c.household_id = :household_id AND t.household_id = :household_id
       AND t.id = c.transaction_id AND t.import_id = c.import_id
    """
)
_PUT_BACK: Final = text(
    """
    UPDATE transactions t
       SET status = c.before->>'status',
           bank_posted_on = (c.before->>'bank_posted_on')::date,
           bank_amount_minor = (c.before->>'bank_amount_minor')::bigint,
           bank_description = c.before->>'bank_description',
           bank_memo = c.before->>'bank_memo',
           bank_category = c.before->>'bank_category',
           source_id = c.before->>'source_id',
           fingerprint = decode(c.before->>'fingerprint', 'hex'),
           ordinal = (c.before->>'ordinal')::int,
           pending_source_id = c.before->>'pending_source_id',
           pending_fingerprint = decode(c.before->>'pending_fingerprint', 'hex'),
           own_posted_on = COALESCE((c.before->>'own_posted_on')::date,
                                    CASE WHEN c.before->>'fingerprint' IS NULL THEN t.posted_on
                                         ELSE t.own_posted_on END),
           own_amount_minor = COALESCE((c.before->>'own_amount_minor')::bigint,
                                       CASE WHEN c.before->>'fingerprint' IS NULL THEN t.amount_minor
                                            ELSE t.own_amount_minor END),
           updated_at = :moment
      FROM import_changes c
     WHERE c.household_id = :household_id AND c.import_id = :import_id
       AND t.household_id = :household_id AND t.id = c.transaction_id
    """
)
# It was filed by the text it posted under; a person's own word stays, and a category that has gone meanwhile is none.
_FILE_BACK: Final = text(
    """
    UPDATE transactions t
       SET payee_id = CASE WHEN t.payee_source = 'person' THEN t.payee_id ELSE (c.before->>'payee_id')::uuid END,
           payee_source = CASE WHEN t.payee_source = 'person' THEN t.payee_source ELSE c.before->>'payee_source' END,
           category_id = CASE WHEN t.category_source = 'person' THEN t.category_id ELSE filed.id END,
           category_source = CASE WHEN t.category_source = 'person' THEN t.category_source
                                  WHEN filed.id IS NOT NULL THEN c.before->>'category_source' END
      FROM import_changes c
      LEFT JOIN categories filed ON filed.household_id = :household_id AND filed.id = (c.before->>'category_id')::uuid
     WHERE c.household_id = :household_id AND c.import_id = :import_id
       AND c.kind = 'takes_over' AND c.before->>'status' = 'pending'
       AND t.household_id = :household_id AND t.id = c.transaction_id
    """
)
_PART_TRANSFERS: Final = text(
    """
    DELETE FROM transfers x USING transactions t
     WHERE x.household_id = :household_id AND t.household_id = :household_id AND t.transfer_id = x.id
       AND t.import_id = :import_id AND t.deleted_at IS NULL
    """
)
# What a person deleted stays deleted: its row remains as the mark by which a later file finds it.
_REMOVE: Final = text(
    "DELETE FROM transactions WHERE household_id = :household_id AND import_id = :import_id AND deleted_at IS NULL"
)
# It belongs to no file any more: whoever takes it out of the trash has a row of their own, which no undo takes away.
_RELEASE: Final = text(
    "UPDATE transactions SET import_id = NULL WHERE household_id = :household_id AND import_id = :import_id"
)
_PARTNERS: Final = text(
    """
    SELECT DISTINCT p.account_id, date_trunc('month', p.posted_on)::date
      FROM transactions t
      JOIN transactions p ON p.household_id = t.household_id AND p.transfer_id = t.transfer_id AND p.id <> t.id
     WHERE t.household_id = :household_id AND t.import_id = :import_id
    """
)


def undo(db: Session, member: Member, import_id: UUID) -> None:
    """Take a confirmed import back as a whole. Raises Refused when it is not confirmed (any more)."""
    row = holding.held(db, member, import_id, with_books=True)
    if row.status != "confirmed":
        raise Refused("Only a confirmed import can be undone.")
    undo_held(db, member, row)


def undo_held(db: Session, member: Member, row: FileImport) -> None:
    """The same for an import that the caller holds, with its household's books."""
    import_id = row.id
    values = {"household_id": member.household_id, "import_id": import_id, "moment": now()}
    with planning.for_rows(db, row.rows_read):
        _take_back(db, values)
    for statement in queries.statements(db, member.household_id, import_id):
        balances.put_back(db, statement)
    row.status, row.refusal, row.undone_at = "undone", "", now()
    db.flush()
    events.record(db, events.ImportChanged(member.household_id, member.person_id, import_id, "undone"))


def _take_back(db: Session, values: dict[str, Any]) -> None:
    household_id, import_id = values["household_id"], values["import_id"]
    touched = set(touched_months(db, household_id, import_id))
    touched |= {(partner[0], partner[1]) for partner in db.execute(_PARTNERS, values)}
    db.execute(_HAND_OVER, values)
    db.execute(_FORGET_CHANGES, values)
    db.execute(_PUT_BACK, values)
    db.execute(_FILE_BACK, values)
    touched |= set(touched_months(db, household_id, import_id))
    db.execute(_PART_TRANSFERS, values)
    db.execute(_REMOVE, values)
    db.execute(_RELEASE, values)
    rollups.refresh_months(db, household_id, touched)
