"""What files say about an account's balances, whatever the order in which they come and go."""

from itertools import permutations
from uuid import UUID

import pytest

from mingus.core.db import transaction
from mingus.core.tenancy import Member
from mingus.ledger.schemas.accounts import AccountChanges
from mingus.ledger.service import accounts, balances, imports
from tests.ledger.service.imports.files import bring_in, csv, line, ofx, only_account

MONTHS = {  # closing balances of a bank that knew 100.00 at the end of 2025
    "january": (line("2026-01-10", "-10.00", "JAN", "J"), "90.00"),
    "february": (line("2026-02-10", "-20.00", "FEB", "F"), "70.00"),
    "march": (line("2026-03-10", "-30.00", "MAR", "M"), "40.00"),
}


@pytest.mark.parametrize("order", list(permutations(MONTHS)), ids="-".join)
def test_whatever_order_files_come_and_go_in_balances_are_the_banks(alice: Member, order: tuple[str, ...]) -> None:
    ids = {}
    for name in order:
        ids[name], _ = bring_in(alice, _month(name), name=f"{name}.ofx")
        assert _balances(alice) == _expected(list(ids))
    for gone, name in enumerate(order, 1):
        _undo(alice, ids[name])
        assert _balances(alice) == _expected(list(order[gone:]))


def test_an_opening_balance_that_a_person_gave_afterwards_stays(alice: Member) -> None:
    bring_in(alice, csv([line("2026-03-01", "-2.50", "FARE")]))
    second, _ = bring_in(alice, csv([line("2026-03-02", "-1.00", "BUS")]), account_id=only_account(alice))
    with transaction(alice.household_id) as db:
        accounts.change(db, alice, only_account(alice), AccountChanges(opening_balance="500"))
    _undo(alice, second)
    with transaction(alice.household_id, read_only=True) as db:
        assert balances.get(db, alice, only_account(alice)).opening.minor == 50000


def _month(name: str) -> bytes:
    row, closing = MONTHS[name]
    return ofx([row], closing=closing).replace(b"<DTASOF>20261231", f"<DTASOF>{row.on:%Y%m}28".encode())


def _expected(names: list[str]) -> list[tuple[int, int]]:
    """Our balance and the bank's: the first file says how the account began; a month that is missing shows."""
    if not names:
        return []
    closing = {name: int(MONTHS[name][1].replace(".", "")) for name in MONTHS}
    later = [name for name in names if MONTHS[name][0].on > MONTHS[names[0]][0].on]
    moved = sum(int(MONTHS[name][0].amount.replace(".", "")) for name in later)
    return [(closing[names[0]] + moved, min(closing[name] for name in names))]


def _balances(member: Member) -> list[tuple[int, int]]:
    with transaction(member.household_id, read_only=True) as db:
        listed = balances.list_for(db, member)
    return [(account.balance.minor, account.bank_balance.minor) for account in listed if account.bank_balance]


def _undo(member: Member, import_id: UUID) -> None:
    with transaction(member.household_id) as db:
        imports.undo(db, member, import_id)
