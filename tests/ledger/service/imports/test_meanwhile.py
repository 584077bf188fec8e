"""Files that were looked at before their like was confirmed."""

from uuid import UUID

import pytest

from mingus.core.db import transaction
from mingus.core.tenancy import Member
from mingus.ledger.schemas.imports import Target
from mingus.ledger.service import imports
from tests.ledger.by_hand import balance, books_are_right
from tests.ledger.service.imports.files import bring_in, csv, line, look_at, ofx, only_account, outcomes, rows
from tests.ledger.service.imports.test_targets import accounts

MARCH = [line("2026-03-01", "-2.50", "FARE", "A"), line("2026-03-02", "-9.00", "CAFE", "B")]
APRIL = [*MARCH[1:], line("2026-04-01", "-1.00", "BUS", "C")]


def confirm(member: Member, import_id: UUID) -> int:
    """How many rows it added."""
    with transaction(member.household_id) as db:
        return imports.confirm(db, member, import_id)["new"]


def test_the_same_file_looked_at_twice_and_then_confirmed_twice_adds_nothing(alice: Member) -> None:
    first, second = look_at(alice, csv(MARCH)), look_at(alice, csv(MARCH))
    assert (confirm(alice, first), confirm(alice, second)) == (2, 0)
    assert outcomes(alice, second) == {"matched": 2}
    assert balance(alice, only_account(alice)) == "-11.50"
    assert books_are_right(alice)


def test_two_files_of_one_account_number_go_to_one_account(alice: Member) -> None:
    first = look_at(alice, ofx(MARCH, closing="100.00"), name="march.ofx")
    second = look_at(alice, ofx(APRIL, closing="99.00"), name="april.ofx")
    assert (confirm(alice, first), confirm(alice, second)) == (2, 1)
    assert balance(alice, only_account(alice)) == "99.00"
    assert books_are_right(alice)


def test_the_partner_who_brings_in_the_same_file_meets_the_account_that_was_just_made(
    alice: Member, partner: Member
) -> None:
    first, second = look_at(alice, csv(MARCH)), look_at(partner, csv(MARCH))
    assert (confirm(alice, first), confirm(partner, second)) == (2, 0)
    assert len(rows(alice)) == 2


def test_an_account_that_was_there_to_choose_is_not_chosen_for_a_person(alice: Member) -> None:
    bring_in(alice, ofx(MARCH), name="a.ofx")
    import_id = look_at(alice, ofx(MARCH), name="b.ofx")
    with transaction(alice.household_id) as db:
        imports.retarget(db, alice, import_id, 1, Target(name="Another"))
    assert confirm(alice, import_id) == 2


def test_another_file_without_a_number_goes_where_it_was_said_to_go(alice: Member) -> None:
    first, second = look_at(alice, csv(MARCH)), look_at(alice, csv(APRIL))
    assert (confirm(alice, first), confirm(alice, second)) == (2, 2)


def test_what_was_undone_or_went_to_another_currency_counts_for_nothing(alice: Member, bob: Member) -> None:
    first, second = look_at(alice, csv(MARCH)), look_at(alice, csv(MARCH))
    confirm(alice, first)
    with transaction(alice.household_id) as db:
        imports.undo(db, alice, first)
    assert confirm(alice, second) == 2
    theirs = look_at(bob, csv(MARCH))
    assert confirm(bob, theirs) == 2


@pytest.mark.parametrize("order", [(0, 1), (1, 0), (0, 1, 1, 0)])
def test_statements_of_one_account_in_one_file_make_one_account(alice: Member, order: tuple[int, ...]) -> None:
    months = ofx(MARCH, closing="100.00"), ofx(APRIL, closing="99.00")
    file = b"".join(months[month] for month in order)
    import_id, counts = bring_in(alice, file, name="a.ofx")
    assert (counts["new"], balance(alice, only_account(alice))) == (3, "99.00")
    again, counts = bring_in(alice, file, name="a.ofx")
    assert counts["new"] == 0
    assert books_are_right(alice)
    for done in (import_id, again):
        with transaction(alice.household_id) as db:
            imports.undo(db, alice, done)
    assert rows(alice) == []
    assert accounts(alice) == {}
