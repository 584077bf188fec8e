"""What becomes of somebody's private accounts when they leave a household.

They are put into the trash, where nobody else sees them, and are erased there after its time; whoever comes back
before finds them and can restore them. With the person everything goes at once.
"""

from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from mingus.core import clock
from mingus.core.household_events import ERASED, GONE, MembershipChanged
from mingus.ledger.models import Account
from mingus.ledger.service import pruning, rollups


def put_away(db: Session, event: MembershipChanged) -> None:
    """Heard within the transaction in which somebody leaves."""
    if event.change == ERASED:
        erase_private_accounts(db, event.household_id, event.person_id)
    elif event.change in GONE:
        theirs = (Account.household_id == event.household_id, Account.private_to == event.person_id)
        put = update(Account).where(*theirs, Account.deleted_at.is_(None))
        db.execute(put.values(deleted_at=clock.now()))


def erase_private_accounts(db: Session, household_id: UUID, person_id: UUID) -> int:
    """Erase what only this person saw, in the trash too; how many accounts. For a person who ceases to be ours."""
    rollups.lock_household(db, household_id)
    theirs = select(Account.id).where(Account.household_id == household_id, Account.private_to == person_id)
    account_ids = list(db.scalars(theirs))
    pruning.forget_accounts(db, household_id, account_ids)
    return len(account_ids)
