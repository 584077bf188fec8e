from mingus.core import db
from mingus.core.tenancy import Member
from mingus.ledger.service import figures, transfers
from tests.factories import Browser
from tests.ledger.by_hand import DAY, account, add, books_are_right


def spent(member: Member) -> str:
    with db.transaction(member.household_id, read_only=True) as session:
        return figures.month(session, member, DAY).expenses.decimal_string()


def test_a_person_pairs_two_rows_and_they_count_no_more_until_they_are_separated(
    as_alice: Browser, alice: Member
) -> None:
    one, other = account(alice, "Checking"), account(alice, "Savings")
    out = add(alice, "200", "Out", account_id=one)
    into = add(alice, "200", "In", account_id=other, transaction_type="income")
    assert "Pair them" in as_alice.get(f"/transactions/{out}").text
    assert as_alice.post(f"/transactions/{out}/transfer", data={"other": str(into)}).status_code == 303
    assert spent(alice) == "0.00"
    assert "To Savings" in as_alice.get(f"/transactions/{out}").text
    assert as_alice.post(f"/transactions/{into}/transfer/separate").status_code == 303
    assert spent(alice) == "200.00"
    with db.transaction(alice.household_id) as session:
        assert transfers.match_new(session, alice.household_id, [one, other], DAY, DAY) == 0
    assert books_are_right(alice)


def test_money_to_an_account_that_is_not_here_is_a_transfer_when_a_person_says_so(
    as_alice: Browser, alice: Member
) -> None:
    account(alice)
    out = add(alice, "75", "Broker")
    assert as_alice.post(f"/transactions/{out}/transfer").status_code == 303
    assert spent(alice) == "0.00"


def test_nobody_pairs_the_rows_of_someone_else(as_bob: Browser, alice: Member) -> None:
    account(alice)
    hers = add(alice, "75", "Broker")
    assert as_bob.post(f"/transactions/{hers}/transfer").status_code == 404
    assert as_bob.post(f"/transactions/{hers}/transfer/separate").status_code == 404
    assert spent(alice) == "75.00"


def test_a_partner_that_is_no_id_is_refused(as_alice: Browser, alice: Member) -> None:
    account(alice)
    out = add(alice, "75", "Broker")
    assert as_alice.post(f"/transactions/{out}/transfer", data={"other": "x"}).status_code == 422
