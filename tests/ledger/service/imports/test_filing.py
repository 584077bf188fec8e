"""Payee and category of rows that come in: a person's word, then the file's, then what Mingus knows."""

import pytest
from sqlalchemy import select, text

from mingus.core.db import transaction
from mingus.core.tenancy import Member
from mingus.ledger.models import Category, Payee, Transaction
from mingus.ledger.schemas.transactions import TransactionChanges
from mingus.ledger.service import categories, edits, imports, person_rules, rollups
from tests.ledger.service.imports.files import bring_in


def filed(member: Member) -> dict[str, tuple[str | None, str | None, str | None]]:
    """Payee, category and where the category is from, by the bank's text."""
    with transaction(member.household_id, read_only=True) as db:
        found = db.execute(
            select(Transaction.bank_description, Payee.name, Category.name, Transaction.category_source)
            .outerjoin(Payee, Payee.id == Transaction.payee_id)
            .outerjoin(Category, Category.id == Transaction.category_id)
            .where(Transaction.household_id == member.household_id)
        )
        return {said or "": (payee, category, source) for said, payee, category, source in found}


def file(*lines: str) -> bytes:
    return "\n".join(["Date,Description,Amount,Category", *lines, ""]).encode()


def add_rule(member: Member, pattern: str, category: str) -> None:
    with transaction(member.household_id) as db:
        category_id = categories.create(db, member, category, "expense")
        person_rules.add(db, member, pattern, payee=None, category_id=category_id)


def test_the_files_own_category_is_made_once_and_used(alice: Member) -> None:
    bring_in(alice, file("2026-03-01,ZEBRA ONE,-1.00,Oddities", "2026-03-02,ZEBRA TWO,-2.00,oddities"))
    found = filed(alice)
    assert {row[1:] for row in found.values()} == {("Oddities", "file")}


@pytest.mark.parametrize("joins", ["hashjoin", "mergejoin", "nestloop"])
def test_of_spellings_of_one_category_the_capital_one_is_made_however_the_database_joins(
    alice: Member, joins: str
) -> None:
    others = {"hashjoin", "mergejoin", "nestloop"} - {joins}
    with transaction(alice.household_id) as db:
        for other in others:
            db.execute(text(f"SET LOCAL enable_{other} = off"))
        found = categories.ensure(db, alice.household_id, {f"{start}ddity {n}": -1 for n in range(9) for start in "oO"})
        made = set(db.scalars(select(Category.name).where(Category.id.in_(found.values()))))
    assert made == {f"Oddity {n}" for n in range(9)}


def test_a_persons_rule_beats_the_files_category(alice: Member) -> None:
    add_rule(alice, "zebra", "Animals")
    bring_in(alice, file("2026-03-01,THE ZEBRA SHOP 12,-1.00,Oddities", "2026-03-02,LION SHOP,-2.00,Oddities"))
    found = filed(alice)
    assert found["THE ZEBRA SHOP 12"][1:] == ("Animals", "rule")
    assert found["LION SHOP"][1:] == ("Oddities", "file")


def test_a_rule_looks_at_the_whole_text_and_not_at_the_cleaned_payee(alice: Member) -> None:
    """Two rows of one payee go different ways."""
    add_rule(alice, "store 12", "Animals")
    bring_in(alice, file("2026-03-01,KROGER STORE 12,-1.00,", "2026-03-02,KROGER STORE 99,-2.00,"))
    found = filed(alice)
    assert found["KROGER STORE 12"][1] == "Animals"
    assert found["KROGER STORE 99"][1] != "Animals"


@pytest.mark.parametrize(("amount", "kind"), [("-5.00", "expense"), ("5.00", "income")])
def test_a_fresh_category_is_of_the_kind_its_money_moves(alice: Member, amount: str, kind: str) -> None:
    bring_in(alice, file(f"2026-03-01,ZEBRA,{amount},Oddities", "2026-03-02,OTHER,-1.00,"))
    with transaction(alice.household_id, read_only=True) as db:
        wanted = select(Category.kind).where(Category.household_id == alice.household_id, Category.name == "Oddities")
        assert db.scalars(wanted).all() == [kind]


def test_rows_with_one_cleaned_name_share_one_payee(alice: Member) -> None:
    bring_in(alice, file("2026-03-01,KROGER #412,-1.00,", "2026-03-02,KROGER #077,-2.00,"))
    assert {row[0] for row in filed(alice).values()} == {"Kroger"}


def test_bobs_rules_are_bobs(alice: Member, bob: Member) -> None:
    add_rule(bob, "zebra", "Animals")
    bring_in(alice, file("2026-03-01,ZEBRA,-1.00,"))
    assert filed(alice)["ZEBRA"][1] is None


def pending(*lines: str) -> bytes:
    return "\n".join(["Date,Description,Amount,Category,Status", *lines, ""]).encode()


HOLD = pending("2026-03-01,HOLD 4711,-40.00,,Pending", "2026-03-02,ZEBRA ONE,-1.00,Oddities,Posted")
DINNER = pending("2026-03-03,LUIGIS TRATTORIA,-40.00,Going out,Posted")


def test_a_row_that_posts_under_another_name_is_filed_by_that_name_and_by_its_own_again_after_the_undo(
    alice: Member,
) -> None:
    bring_in(alice, HOLD)
    before = filed(alice)
    second, counts = bring_in(alice, DINNER)
    assert counts["posted"] == 1
    assert filed(alice)["LUIGIS TRATTORIA"] == ("Luigis Trattoria", "Going out", "file")
    with transaction(alice.household_id) as db:
        assert rollups.recount(db, alice.household_id) == []
        imports.undo(db, alice, second)
    assert filed(alice) == before
    with transaction(alice.household_id) as db:
        assert rollups.recount(db, alice.household_id) == []


def test_a_row_that_a_person_has_filed_stays_so_when_it_posts_and_when_that_is_undone(alice: Member) -> None:
    bring_in(alice, HOLD)
    with transaction(alice.household_id) as db:
        held = db.scalars(select(Transaction.id).where(Transaction.bank_description == "HOLD 4711")).one()
        edits.change(db, alice, held, TransactionChanges(description="Mama's birthday", category="Oddities"))
    mine = ("Mama's birthday", filed(alice)["HOLD 4711"][1], "person")
    assert mine == filed(alice)["HOLD 4711"]
    second, _ = bring_in(alice, DINNER)
    assert filed(alice)["LUIGIS TRATTORIA"] == mine
    with transaction(alice.household_id) as db:
        imports.undo(db, alice, second)
    assert filed(alice)["HOLD 4711"] == mine


def test_what_a_person_files_after_it_posted_stays_when_that_is_undone(alice: Member) -> None:
    bring_in(alice, HOLD)
    second, _ = bring_in(alice, DINNER)
    with transaction(alice.household_id) as db:
        held = db.scalars(select(Transaction.id).where(Transaction.bank_description == "LUIGIS TRATTORIA")).one()
        edits.change(db, alice, held, TransactionChanges(description="Dinner"))
        imports.undo(db, alice, second)
    assert filed(alice)["HOLD 4711"] == ("Dinner", None, None)
