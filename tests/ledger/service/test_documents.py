"""Receipts: kept with their transaction, seen by whoever sees it, gone when it is gone."""

import io
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select, text, update

from mingus import uploads
from mingus.core import retention
from mingus.core.clock import now
from mingus.core.db import transaction
from mingus.core.errors import NotFound, Refused, TooManyRequests
from mingus.core.tenancy import Member
from mingus.ledger.models import Account, Transaction
from mingus.ledger.service import details, documents, pruning, transactions
from mingus.uploads import Quota, Upload
from tests.ledger.by_hand import account, add
from tests.uploads.pictures import GOOD_PDF

ROOMY = Quota(2**30, 5000)


def attach(member: Member, transaction_id: UUID, content: bytes = GOOD_PDF, quota: Quota = ROOMY) -> UUID:
    examined = uploads.examine(io.BytesIO(content), "bill.pdf", "application/pdf")
    with transaction(member.household_id) as db:
        return documents.attach(db, member, transaction_id, examined, quota)


def opened(member: Member, document_id: UUID) -> bytes:
    with transaction(member.household_id, read_only=True) as db:
        return documents.opened(db, member, document_id).content


def names(member: Member, transaction_id: UUID) -> list[str]:
    with transaction(member.household_id, read_only=True) as db:
        return [one.file_name for one in documents.of_transaction(db, member, transaction_id)]


def files_left(member: Member) -> int:
    with transaction(member.household_id, read_only=True) as db:
        return db.scalar(select(func.count()).select_from(Upload)) or 0


def prune(member: Member) -> int:
    with transaction(member.household_id) as db:
        return pruning.documents_of_nothing(db, member.household_id)


def other_member(member: Member, other: Member) -> Member:
    """Bob as he acts in Alice's household."""
    return Member(member.household_id, other.person_id)


@pytest.fixture
def bought(alice: Member) -> UUID:
    account(alice)
    return add(alice)


def test_a_receipt_stays_with_its_transaction_and_its_history_says_so(alice: Member, bought: UUID) -> None:
    document_id = attach(alice, bought)
    assert names(alice, bought) == ["bill.pdf"]
    assert opened(alice, document_id) == GOOD_PDF
    with transaction(alice.household_id, read_only=True) as db:
        assert details.get(db, alice, bought).history[0].sentence == "You attached a file."


def test_nobody_else_lists_opens_adds_or_removes_it(alice: Member, bob: Member, bought: UUID) -> None:
    document_id = attach(alice, bought)
    assert names(bob, bought) == []
    for attempt in (lambda: opened(bob, document_id), lambda: attach(bob, bought)):
        with pytest.raises(NotFound):
            attempt()
    with pytest.raises(NotFound), transaction(bob.household_id) as db:
        documents.remove(db, bob, document_id)
    assert opened(alice, document_id) == GOOD_PDF


def test_a_receipt_on_a_private_account_is_its_owners_alone(alice: Member, bob: Member, bought: UUID) -> None:
    document_id = attach(alice, bought)
    with transaction(alice.household_id) as db:
        db.execute(update(Account).values(private_to=alice.person_id))
    partner = other_member(alice, bob)
    assert names(partner, bought) == []
    with pytest.raises(NotFound):
        opened(partner, document_id)


def test_a_removed_receipt_is_gone_with_its_file(alice: Member, bought: UUID) -> None:
    document_id = attach(alice, bought)
    with transaction(alice.household_id) as db:
        assert documents.remove(db, alice, document_id) == bought
    assert files_left(alice) == 0
    with pytest.raises(NotFound):
        opened(alice, document_id)


def test_a_household_keeps_so_much_and_so_many(alice: Member, bought: UUID) -> None:
    one = len(GOOD_PDF)
    attach(alice, bought, quota=Quota(2 * one, 9))
    attach(alice, bought, quota=Quota(2 * one, 9))
    with pytest.raises(Refused, match="keeps 2 files"):
        attach(alice, bought, quota=Quota(2 * one, 9))
    with pytest.raises(Refused, match="Remove some"):
        attach(alice, bought, quota=Quota(2**30, 2))
    assert files_left(alice) == 2


def test_a_transaction_keeps_twenty(alice: Member, bought: UUID) -> None:
    for _ in range(documents.MOST_OF_ONE):
        attach(alice, bought)
    with pytest.raises(Refused, match="20 files at most"):
        attach(alice, bought)


def test_a_person_sends_so_many_in_an_hour(alice: Member) -> None:
    def count() -> None:
        with transaction(alice.household_id) as db:
            documents.count_try(db, alice)

    for _ in range(documents.TRIES):
        count()
    with pytest.raises(TooManyRequests):
        count()


def test_a_deleted_transaction_keeps_its_receipts_as_long_as_the_trash(alice: Member, bought: UUID) -> None:
    attach(alice, bought)
    with transaction(alice.household_id) as db:
        transactions.delete(db, alice, bought)
    assert (prune(alice), files_left(alice)) == (0, 1)
    with transaction(alice.household_id) as db:
        long_ago = now() - retention.TRASH - timedelta(minutes=1)
        db.execute(update(Transaction).where(Transaction.id == bought).values(deleted_at=long_ago))
    assert (prune(alice), files_left(alice)) == (1, 0)


def test_the_receipts_of_rows_that_are_gone_go_with_the_next_cleaning(alice: Member, bought: UUID) -> None:
    attach(alice, bought)
    with transaction(alice.household_id) as db:
        db.execute(text("DELETE FROM transactions WHERE id = :id"), {"id": bought})
    assert (prune(alice), files_left(alice)) == (1, 0)


def test_a_forgotten_account_takes_its_receipts_along_at_once(alice: Member, bought: UUID) -> None:
    attach(alice, bought)
    with transaction(alice.household_id) as db:
        account_id = db.scalars(select(Account.id)).one()
        pruning.forget_account(db, alice.household_id, account_id)
    assert files_left(alice) == 0
