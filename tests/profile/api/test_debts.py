"""Debts for programs."""

from typing import Any

from apiflask import APIFlask

from mingus.core.ids import new_id
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from tests.factories import Program, make_someone, program_of, share
from tests.ledger.by_hand import account

DEBTS = "/api/user/debts"
DRAFT = {"name": "Blue card", "kind": "card", "owed_amount": "2412.30"}
BAD: list[tuple[str, Any]] = [
    *[("name", value) for value in ("", "a" * 81, None)],
    *[("kind", value) for value in ("yacht", None, 1)],
    *[("owed_amount", value) for value in ("-1", "1.005", "NaN", None, "", True)],
    *[("apr_percent", value) for value in ("-1", "1000.01", "24.999", "much", True, 24.999)],
    *[("minimum_payment", value) for value in ("-1", "1.005")],
    *[("account_id", value) for value in ("mine", str(new_id()))],
    ("currency", "EUR"),
]


def made(program: Program, **changes: Any) -> dict[str, Any]:
    answer = program.post(DEBTS, json={**DRAFT, **changes})
    assert answer.status_code == 201, answer.text
    return dict(answer.get_json())


def test_a_debt_comes_back_as_it_was_sent(api_alice: Program) -> None:
    debt = made(api_alice, apr_percent="24.99", minimum_payment=65)
    expected = {**DRAFT, "apr_percent": "24.99", "rate_basis_points": 2499, "minimum_payment": "65.00"}
    assert {name: debt[name] for name in expected} == expected
    small = made(api_alice, name="Aunt Rose", kind="family", owed_amount="0")
    assert api_alice.get(DEBTS).get_json()["items"] == [debt, small]


def test_an_unknown_rate_is_not_zero(api_alice: Program) -> None:
    assert [made(api_alice)[name] for name in ("apr_percent", "rate_basis_points")] == [None, None]
    assert made(api_alice, apr_percent="0")["rate_basis_points"] == 0


def test_what_does_not_fit_is_refused_by_the_name_of_its_field(api_alice: Program) -> None:
    for field, value in BAD:
        answer = api_alice.post(DEBTS, json={**DRAFT, field: value})
        assert answer.status_code == 422, (field, value)
        assert list(answer.get_json()["fields"]) == [field], value
    assert api_alice.get(DEBTS).get_json()["items"] == []


def test_what_is_sent_changes_and_null_makes_it_unknown_again(api_alice: Program) -> None:
    debt = made(api_alice, apr_percent=7, minimum_payment="65")
    sent = {"owed_amount": "2000", "apr_percent": None}
    changed = api_alice.patch(f"{DEBTS}/{debt['id']}", json=sent).get_json()
    assert (changed["owed_amount"], changed["apr_percent"], changed["minimum_payment"]) == ("2000.00", None, "65.00")


def test_deleting_can_be_taken_back(api_alice: Program) -> None:
    debt = made(api_alice)
    assert api_alice.delete(f"{DEBTS}/{debt['id']}").status_code == 204
    assert api_alice.get(f"{DEBTS}/{debt['id']}").status_code == 404
    assert api_alice.post(f"{DEBTS}/{debt['id']}/restore").get_json() == debt


def test_sent_twice_with_one_key_it_is_one(api_alice: Program) -> None:
    key = {"Idempotency-Key": "debt-1"}
    one, two = (api_alice.post(DEBTS, json=DRAFT, headers=key).get_json() for _ in range(2))
    assert one == two
    assert len(api_alice.get(DEBTS).get_json()["items"]) == 1


def test_bob_never_sees_or_touches_it(api_alice: Program, api_bob: Program) -> None:
    debt = made(api_alice)
    address = f"{DEBTS}/{debt['id']}"
    assert api_bob.get(DEBTS).get_json()["items"] == []
    answers = [api_bob.get(address), api_bob.patch(address, json={"owed_amount": "1"}), api_bob.delete(address)]
    assert [answer.status_code for answer in (*answers, api_bob.post(f"{address}/restore"))] == [404] * 4
    assert api_alice.get(address).get_json() == debt


def test_a_viewer_sees_debts_and_changes_none(app: APIFlask, configuration: Settings, alice: Member) -> None:
    viewer = program_of(app, share(alice, make_someone(configuration, first_name="Vera"), "viewer"))
    debt = made(program_of(app, alice))
    assert viewer.get(DEBTS).get_json()["items"] == [debt]
    refused = [viewer.post(DEBTS, json=DRAFT), viewer.delete(f"{DEBTS}/{debt['id']}")]
    refused += [viewer.patch(f"{DEBTS}/{debt['id']}", json={"owed_amount": "1"})]
    assert [answer.status_code for answer in refused] == [403] * 3


def test_an_account_that_is_private_is_named_to_its_owner_alone(
    app: APIFlask, configuration: Settings, alice: Member
) -> None:
    own, partner = (program_of(app, one) for one in (alice, share(alice, make_someone(configuration), "partner")))
    hidden = str(account(alice, "Secret card", kind="card", is_private=True))
    debt = made(own, account_id=hidden)
    address = f"{DEBTS}/{debt['id']}"
    assert debt["account_id"] == hidden
    assert partner.get(address).get_json()["account_id"] is None
    assert list(partner.post(DEBTS, json={**DRAFT, "account_id": hidden}).get_json()["fields"]) == ["account_id"]
    partner.patch(address, json={"owed_amount": "1", "account_id": None})
    assert own.get(address).get_json()["account_id"] == hidden


def test_somebody_elses_account_cannot_be_linked(api_alice: Program, bob: Member) -> None:
    answer = api_alice.post(DEBTS, json={**DRAFT, "account_id": str(account(bob, "Bob’s loan", kind="loan"))})
    assert list(answer.get_json()["fields"]) == ["account_id"]
