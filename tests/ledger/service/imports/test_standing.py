"""What was settled on looking at a file is kept until it is confirmed, unless what it was compared with has changed."""

from io import BytesIO

import pytest
from sqlalchemy import text

from mingus.core.db import transaction
from mingus.core.tenancy import Member
from mingus.ledger.schemas.imports import Target
from mingus.ledger.service import imports
from mingus.ledger.service.imports import queries
from mingus.ledger.service.imports.classify import still_stands
from tests.ledger.by_hand import account, add
from tests.ledger.service.imports.files import bring_in, csv, line, look_at, ofx, only_account
from tests.ledger.service.imports.test_targets import three_accounts

FARE, CAFE = line("2026-03-01", "-2.50", "FARE"), line("2026-03-02", "-9.00", "CAFE")
NOTE = "UPDATE transactions SET note = note || '.' WHERE household_id = :household_id AND bank_description = 'FARE'"
WRITERS = (
    NOTE,
    NOTE.replace("note || '.'", "note"),  # says the same as before, yet somebody was there
    "DELETE FROM transactions WHERE household_id = :household_id AND bank_description = 'FARE'",
    """
    INSERT INTO transactions (household_id, id, account_id, currency, status, own_posted_on, own_amount_minor, note,
                              is_split, created_at, updated_at)
    SELECT household_id, gen_random_uuid(), account_id, currency, status, posted_on, 1, '', false, now(), now()
      FROM transactions WHERE household_id = :household_id LIMIT 1
    """,
    """
    WITH gone AS (DELETE FROM transactions WHERE household_id = :household_id AND bank_description = 'FARE' RETURNING *)
    INSERT INTO transactions (household_id, id, account_id, currency, status, own_posted_on, own_amount_minor, note,
                              is_split, created_at, updated_at)
    SELECT household_id, id, account_id, currency, status, posted_on, 1, '', false, now(), now() FROM gone
    """,
)


@pytest.mark.parametrize("writer", WRITERS, ids=["change", "touch", "remove", "add", "replace"])
def test_nothing_stands_after_any_change_to_the_account(alice: Member, writer: str) -> None:
    """Settled outcomes are kept until the confirmation only while every row is, byte for byte, the one looked at."""
    bring_in(alice, csv([FARE, CAFE]))
    import_id = look_at(alice, csv([FARE, CAFE, FARE]), account_id=only_account(alice))
    with transaction(alice.household_id) as db:
        (statement,) = queries.statements(db, alice.household_id, import_id)
        assert still_stands(db, statement)
        db.execute(text(writer), {"household_id": alice.household_id})
        assert not still_stands(db, statement)


def test_what_is_changed_twice_within_one_transaction_does_not_stand(alice: Member) -> None:
    bring_in(alice, csv([FARE, CAFE]))
    with transaction(alice.household_id) as db:
        db.execute(text(NOTE), {"household_id": alice.household_id})
        row = imports.start(db, alice, "b.csv", BytesIO(csv([FARE])), account_id=only_account(alice))
        (statement,) = queries.statements(db, alice.household_id, row.id)
        assert still_stands(db, statement)
        db.execute(text(NOTE), {"household_id": alice.household_id})
        assert not still_stands(db, statement)


def test_a_new_name_of_a_payee_is_seen_where_a_row_has_no_other_text(alice: Member) -> None:
    mine = account(alice)
    add(alice, "9.00", "Kiosk")
    import_id = look_at(alice, csv([CAFE]), account_id=mine)
    with transaction(alice.household_id) as db:
        (statement,) = queries.statements(db, alice.household_id, import_id)
        assert still_stands(db, statement)
        db.execute(text("UPDATE payees SET name = 'Cafe' WHERE household_id = :id"), {"id": alice.household_id})
        assert not still_stands(db, statement)


def test_other_accounts_do_not_matter(alice: Member) -> None:
    bring_in(alice, ofx([line("2026-03-01", "-2.50", "FARE", "A")], number="111122223333"), name="a.ofx")
    import_id = look_at(alice, ofx([FARE], number="111122223333"), name="b.ofx")
    bring_in(alice, ofx([line("2026-03-01", "-2.50", "FARE", "A")], number="444455556666"), name="c.ofx")
    with transaction(alice.household_id) as db:
        (statement,) = queries.statements(db, alice.household_id, import_id)
        assert still_stands(db, statement)


def test_two_parts_of_one_file_for_one_account_never_stand(alice: Member) -> None:
    mine = account(alice)
    import_id = look_at(alice, three_accounts(), name="a.ofx")
    for position in (1, 2):
        with transaction(alice.household_id) as db:
            imports.retarget(db, alice, import_id, position, Target(account_id=mine))
    with transaction(alice.household_id) as db:
        found = queries.statements(db, alice.household_id, import_id)
        assert [still_stands(db, statement) for statement in found[:2]] == [False, False]
