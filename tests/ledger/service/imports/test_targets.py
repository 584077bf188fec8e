"""Which account a statement goes to: by its number, by habit, by a person's word, or to a new one."""

from uuid import UUID

import pytest
from sqlalchemy import select, update

from mingus.core.db import transaction
from mingus.core.errors import NotFound, Refused
from mingus.core.ids import new_id
from mingus.core.money import Money
from mingus.core.tenancy import Member
from mingus.ledger.models import Account
from mingus.ledger.schemas.imports import Target
from mingus.ledger.service import imports
from mingus.ledger.service.imports.preview import StatementView
from tests.ledger.by_hand import account, balance, books_are_right, view
from tests.ledger.service.imports.files import bring_in, csv, line, look_at, ofx, outcomes

MARCH = [line("2026-03-01", "-2.50", "FARE", "A"), line("2026-03-02", "-9.00", "CAFE", "B")]


def three_accounts() -> bytes:
    """One OFX file with the statements of three accounts."""
    files = [
        ofx([line("2026-03-01", f"-{n}.00", f"SHOP {n}", "A")], closing=f"{n}00.00", number=f"00000{n}")
        for n in (1, 2, 3)
    ]
    head, end = files[0].partition(b"<STMTTRNRS>")[0], b"</BANKMSGSRSV1></OFX>\n"
    statements = [file.removeprefix(head).removesuffix(end) for file in files]
    return head + b"".join(statements) + end


def target(member: Member, import_id: UUID, account_id: UUID | None = None, *, position: int = 1, **more: str) -> None:
    with transaction(member.household_id) as db:
        imports.retarget(db, member, import_id, position, Target.model_validate({"account_id": account_id, **more}))


def statements(member: Member, import_id: UUID) -> list[StatementView]:
    with transaction(member.household_id, read_only=True) as db:
        return imports.preview(db, member, import_id).statements


def accounts(member: Member) -> dict[str, UUID]:
    with transaction(member.household_id, read_only=True) as db:
        found = db.execute(select(Account.name, Account.id).where(Account.household_id == member.household_id))
        return {row.name: row.id for row in found}


def position_of(member: Member, import_id: UUID) -> int:
    return statements(member, import_id)[0].position


def test_three_statements_of_one_file_go_to_three_accounts_and_find_them_again(alice: Member) -> None:
    bring_in(alice, three_accounts(), name="a.ofx")
    made = accounts(alice)
    assert sorted(made) == ["Checking ••0001", "Checking ••0002", "Checking ••0003"]
    assert [balance(alice, made[name]) for name in sorted(made)] == ["100.00", "200.00", "300.00"]
    again = look_at(alice, three_accounts(), name="b.ofx")
    assert {statement.account_id for statement in statements(alice, again)} == set(made.values())
    assert outcomes(alice, again) == {"matched": 3}


def test_choosing_an_account_settles_the_rows_against_it(alice: Member) -> None:
    bring_in(alice, csv(MARCH))
    (first,) = accounts(alice).values()
    import_id = look_at(alice, csv(MARCH))
    assert outcomes(alice, import_id) == {"matched": 2}
    position = position_of(alice, import_id)
    target(alice, import_id, position=position)
    assert outcomes(alice, import_id) == {"new": 2}
    target(alice, import_id, first, position=position)
    assert outcomes(alice, import_id) == {"matched": 2}


def test_a_new_account_is_called_and_opens_as_the_person_says(alice: Member) -> None:
    import_id = look_at(alice, csv(MARCH))
    target(alice, import_id, position=position_of(alice, import_id), name="Mine", kind="savings", opening="100.00")
    with transaction(alice.household_id) as db:
        imports.confirm(db, alice, import_id)
    found = view(alice, accounts(alice)["Mine"])
    assert (found.kind, found.balance) == ("savings", Money(8850))
    assert books_are_right(alice)


def test_a_name_that_is_taken_gets_a_number(alice: Member) -> None:
    account(alice, "checking")
    bring_in(alice, csv(MARCH))
    assert set(accounts(alice)) == {"checking", "Checking 2"}


def test_an_account_is_known_by_its_name_in_any_capitals_and_ones_own_comes_first(
    alice: Member, partner: Member, bob: Member
) -> None:
    hers, shared = account(alice, "VISA", is_private=True), account(partner, "Visa")
    for member, expected in ((alice, hers), (partner, shared), (bob, None)):
        with transaction(member.household_id, read_only=True) as db:
            assert imports.account_named(db, member, "visa") == expected


def test_an_account_in_another_currency_is_refused_with_both_named(alice: Member) -> None:
    euros = account(alice, "Euros", currency="EUR")
    import_id = look_at(alice, csv(MARCH))
    with pytest.raises(Refused, match="This file is in USD, the account “Euros” is in EUR") as refused:
        target(alice, import_id, euros, position=position_of(alice, import_id))
    assert "account_id" in refused.value.fields
    assert statements(alice, import_id)[0].account_id is None


def test_nobody_imports_into_an_account_that_does_not_exist_for_them(
    alice: Member, partner: Member, bob: Member
) -> None:
    hers = account(alice, "Private")
    with transaction(alice.household_id) as db:
        db.execute(update(Account).where(Account.id == hers).values(private_to=alice.person_id))
    for member in (partner, bob):
        import_id = look_at(member, csv(MARCH))
        for account_id in (hers, new_id()):
            with pytest.raises(NotFound):
                target(member, import_id, account_id, position=position_of(member, import_id))
        with pytest.raises(NotFound):
            look_at(member, csv(MARCH), account_id=hers)
        assert hers not in {s.account_id for s in statements(member, import_id)}


def test_a_partners_private_account_is_not_found_by_its_number_either(alice: Member, partner: Member) -> None:
    bring_in(alice, ofx(MARCH), name="a.ofx")
    (hers,) = accounts(alice).values()
    with transaction(alice.household_id) as db:
        db.execute(update(Account).where(Account.id == hers).values(private_to=alice.person_id))
    import_id = look_at(partner, ofx([line("2026-04-01", "-1.00", "BUS", "C")]), name="b.ofx")
    assert statements(partner, import_id)[0].account_id is None


def test_a_confirmed_import_stays_where_it_went_and_an_unknown_statement_is_none(alice: Member) -> None:
    ready = look_at(alice, csv(MARCH[:1]))
    with pytest.raises(NotFound, match="no such account in this file"):
        target(alice, ready, position=99)
    import_id, _ = bring_in(alice, csv(MARCH))
    with pytest.raises(Refused, match="dealt with already"):
        target(alice, import_id, position=position_of(alice, import_id))


def test_a_closing_balance_tells_an_old_account_how_it_began(alice: Member) -> None:
    bring_in(alice, csv(MARCH))
    (known,) = accounts(alice).values()
    assert balance(alice, known) == "-11.50"
    bring_in(alice, ofx([line("2026-03-03", "-1.00", "BUS", "C")], closing="100.00"), account_id=known)
    assert balance(alice, known) == "100.00"
