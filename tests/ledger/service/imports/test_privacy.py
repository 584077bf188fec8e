"""Who sees an import: a file on an account that is private to somebody is theirs alone, whatever is done about it."""

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from mingus.core.db import transaction
from mingus.core.errors import NotFound
from mingus.core.tenancy import Member
from mingus.ledger.models import Account
from mingus.ledger.schemas.imports import Target
from mingus.ledger.service import imports
from tests.ledger.books import Books
from tests.ledger.service.imports.files import bring_in, csv, line, look_at

SECRET = [line("2026-03-01", "-80.00", "DIVORCE LAWYER")]

Attempt = Callable[[Session, Member, UUID], object]
ATTEMPTS: dict[str, Attempt] = {
    "look at it": imports.preview,
    "read its rows": lambda db, who, import_id: imports.rows(db, who, import_id)[0],
    "undo it": imports.undo,
    "confirm it": imports.confirm,
    "discard it": imports.discard,
    "correct it": lambda db, who, import_id: imports.correct(db, who, import_id, {}),
    "send it elsewhere": lambda db, who, import_id: imports.retarget(db, who, import_id, 1, Target()),
    "settle a row": lambda db, who, import_id: imports.decide(db, who, import_id, 1, "add"),
    "settle all rows": lambda db, who, import_id: imports.decide_all(db, who, import_id, "add"),
}


@pytest.fixture
def private(alice: Member) -> UUID:
    return Books(alice).account("Hidden", private_to=alice.person_id)


@pytest.mark.parametrize("attempt", ATTEMPTS.values(), ids=ATTEMPTS)
def test_an_import_to_a_private_account_does_not_exist_for_a_partner(
    alice: Member, partner: Member, private: UUID, attempt: Attempt
) -> None:
    confirmed, _ = bring_in(alice, csv(SECRET), account_id=private)
    waiting = look_at(alice, csv(SECRET), account_id=private)
    for import_id in (confirmed, waiting):
        with pytest.raises((NotFound, IndexError)), transaction(alice.household_id) as db:
            attempt(db, partner, import_id)


def test_an_import_stays_hidden_when_its_private_account_is_gone_for_good(
    alice: Member, partner: Member, private: UUID
) -> None:
    import_id, _ = bring_in(alice, csv(SECRET), account_id=private)
    with transaction(alice.household_id) as db:
        db.execute(delete(Account).where(Account.id == private))
    with transaction(alice.household_id, read_only=True) as db:
        assert imports.newest(db, partner) == []
        assert imports.rows(db, partner, import_id) == []
        with pytest.raises(NotFound):
            imports.get(db, partner, import_id)
        assert [line.id for line in imports.newest(db, alice)] == [import_id]


def test_a_partner_finds_it_in_no_list(alice: Member, partner: Member, private: UUID) -> None:
    bring_in(alice, csv([line("2026-03-01", "-80.00", "LAWYER", pending=True)]), account_id=private)
    bring_in(alice, csv([line("2026-03-03", "-88.00", "SOMETHING ELSE")]), account_id=private)  # perhaps the same
    with transaction(alice.household_id, read_only=True) as db:
        assert len(imports.newest(db, alice)) == 2
        assert len(imports.queue(db, alice)) == 1
        assert imports.newest(db, partner) == []
        assert imports.queue(db, partner) == []


def test_a_file_that_nobody_confirmed_is_its_owners_alone(alice: Member, partner: Member) -> None:
    import_id = look_at(alice, csv(SECRET))
    with transaction(alice.household_id, read_only=True) as db:
        assert imports.newest(db, partner) == []
        with pytest.raises(NotFound):
            imports.get(db, partner, import_id)


def test_a_confirmed_import_to_a_shared_account_is_everybodys(alice: Member, partner: Member) -> None:
    import_id, _ = bring_in(alice, csv(SECRET))
    with transaction(alice.household_id) as db:
        assert [listed.id for listed in imports.newest(db, partner)] == [import_id]
        imports.undo(db, partner, import_id)
        assert imports.get(db, alice, import_id).status == "undone"
