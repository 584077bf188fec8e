"""What happens in somebody's private account is told to nobody else; and the rest is told in words."""

import pytest
from apiflask import APIFlask

from mingus import ledger
from mingus.core import db
from mingus.core.activity import tellings
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.ledger.schemas.transactions import TransactionChanges
from mingus.ledger.service import accounts, edits
from tests.identity.households import add_partner
from tests.identity.service.test_activity import sentences
from tests.ledger.by_hand import account, add
from tests.ledger.service.imports import files


@pytest.fixture
def sam(app: APIFlask, configuration: Settings, alice: Member) -> Member:
    return add_partner(configuration, alice)


def make_private(member: Member, account_id: object, *, private: bool = True) -> None:
    from sqlalchemy import update

    from mingus.ledger.models import Account

    with db.transaction(member.household_id) as session:
        whose = member.person_id if private else None
        session.execute(update(Account).where(Account.id == account_id).values(private_to=whose))


def test_what_happens_in_a_shared_account_is_told_to_both(alice: Member, sam: Member) -> None:
    mine = account(alice, "Everyday")
    spent = add(alice, "12.50", "Shop", account_id=mine)
    with db.transaction(alice.household_id) as session:
        edits.change(session, alice, spent, TransactionChanges(amount="13.00", note="x"))
    for who, name in ((alice, "You"), (sam, "Alice")):
        assert sentences(who, kind="money") == [
            f"{name} changed the amount and the note of a transaction.",
            f"{name} added a transaction.",
            f"{name} added an account.",
        ]


def test_a_private_account_is_its_owners_alone(alice: Member, sam: Member) -> None:
    mine = account(alice, "Secret")
    add(alice, "12.50", "Shop", account_id=mine)
    make_private(alice, mine)
    assert sentences(sam, kind="money") == []
    assert len(sentences(alice, kind="money")) == 2
    make_private(alice, mine, private=False)
    assert len(sentences(sam, kind="money")) == 2


def test_a_thing_that_is_gone_is_told_to_whoever_did_it_alone(alice: Member, sam: Member) -> None:
    mine = account(alice, "Secret")
    with db.transaction(alice.household_id) as session:
        from sqlalchemy import delete

        from mingus.ledger.models import Account

        session.execute(delete(Account).where(Account.id == mine))
    assert sentences(sam, kind="money") == []
    assert sentences(alice, kind="money") == ["You added an account."]


def test_an_import_is_told_when_it_is_confirmed_into_shared_accounts(alice: Member, sam: Member) -> None:
    files.look_at(alice, files.csv([files.line("2026-03-01", "-1.00", "Shop")]))
    assert sentences(alice, kind="money") == ["You brought in a file."]
    assert sentences(sam, kind="money") == []


def test_an_account_in_the_trash_is_still_told(alice: Member, sam: Member) -> None:
    mine = account(alice, "Everyday")
    with db.transaction(alice.household_id) as session:
        accounts.delete(session, alice, mine)
    assert sentences(sam, kind="money") == ["Alice deleted an account.", "Alice added an account."]


def test_transfers_found_are_told_where_nobody_has_a_private_account(alice: Member, sam: Member) -> None:
    from mingus.core import events

    with db.transaction(alice.household_id) as session:
        events.record(session, events.TransfersMatched(alice.household_id, None, 2))
    found = "Mingus found transfers between your accounts."
    assert (found in sentences(alice), found in sentences(sam)) == (True, True)
    make_private(alice, account(alice, "Secret"))
    assert (found in sentences(alice), found in sentences(sam)) == (True, False)


def test_the_words_of_a_change_are_those_of_the_audit_log() -> None:
    assert ledger.DOORS
    deed = tellings()["TransactionChanged"].deed
    assert deed({"change": "edited description type account"}) == (
        "changed the name, the direction and the account of a transaction"
    )
    assert deed({"change": "split"}) == "split a transaction"
    assert tellings()["DataExported"].deed({"format": "csv"}) == "took everything along as CSV"
    assert tellings()["DataExported"].deed({"format": "beancount"}) == "took everything along as beancount"
