import pytest

from mingus.core.ids import new_id
from tests.factories import Program

URL = "/api/financial/accounts"


def made(program: Program, name: str = "Everyday", **more: object) -> dict[str, object]:
    answer = program.post(URL, json={"name": name, **more})
    assert answer.status_code == 201, answer.get_data(as_text=True)
    return dict(answer.get_json())


def test_an_account_is_made_shown_changed_and_deleted(api_alice: Program) -> None:
    account = made(api_alice, kind="card", opening_balance="-120.5", institution="Citizens Trust", number="12345678")
    assert (account["balance"], account["currency"], account["number_last_four"]) == ("-120.50", "USD", "5678")
    where = f"{URL}/{account['id']}"
    assert api_alice.get(where).get_json() == account
    changed = api_alice.patch(where, json={"name": "Blue card", "is_closed": True}).get_json()
    assert (changed["name"], changed["is_closed"], changed["opening_balance"]) == ("Blue card", True, "-120.50")
    listed = api_alice.get(URL).get_json()
    assert [found["name"] for found in listed["items"]] == ["Blue card"]
    assert listed["next_cursor"] is None
    assert api_alice.delete(where).status_code == 204
    assert api_alice.get(where).status_code == 404
    assert api_alice.post(f"{where}/restore").get_json()["name"] == "Blue card"


def test_bob_finds_none_of_alices_accounts(api_alice: Program, api_bob: Program) -> None:
    where = f"{URL}/{made(api_alice)['id']}"
    assert api_bob.get(URL).get_json()["items"] == []
    assert api_bob.get(where).status_code == 404
    assert api_bob.patch(where, json={"name": "Mine"}).status_code == 404
    assert api_bob.delete(where).status_code == 404
    api_alice.delete(where)
    assert api_bob.post(f"{where}/restore").status_code == 404


def test_a_private_account_does_not_exist_for_the_partner(api_alice: Program, api_partner: Program) -> None:
    account = made(api_alice, is_private=True)
    assert api_partner.get(URL).get_json()["items"] == []
    assert api_partner.get(f"{URL}/{account['id']}").status_code == 404


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "Everyday"}, "name"),
        ({"name": "New", "kind": "piggy bank"}, "kind"),
        ({"name": "New", "opening_balance": "1.005"}, "opening_balance"),
        ({"name": "New", "opening_balance": "NaN"}, "opening_balance"),
        ({"name": "New", "currency": "dollars"}, "currency"),
        ({"name": "New", "surprise": 1}, "surprise"),
    ],
)
def test_what_does_not_fit_is_a_422_that_names_the_field(
    api_alice: Program, sent: dict[str, object], field: str
) -> None:
    made(api_alice)
    answer = api_alice.post(URL, json=sent)
    assert answer.status_code == 422
    assert field in answer.get_json()["fields"]


def test_a_retry_with_the_same_key_makes_one_account(api_alice: Program) -> None:
    key = {"Idempotency-Key": str(new_id())}
    first = api_alice.post(URL, json={"name": "Everyday"}, headers=key)
    again = api_alice.post(URL, json={"name": "Everyday"}, headers=key)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.get_json() == again.get_json()
    assert api_alice.post(URL, json={"name": "Other"}, headers=key).status_code == 422


def test_strangers_are_sent_away(app: object, api_alice: Program) -> None:
    api_alice.access_token = "none"
    assert api_alice.get(URL).status_code == 401
    assert api_alice.post(URL, json={}).status_code == 401


def test_a_card_may_say_its_limit_and_lose_it_again(api_alice: Program) -> None:
    made = api_alice.post(URL, json={"name": "Blue", "kind": "card", "credit_limit": "5000"}).get_json()
    here = f"{URL}/{made['id']}"
    assert made["credit_limit"] == "5000.00"
    assert api_alice.patch(here, json={"name": "Bluer"}).get_json()["credit_limit"] == "5000.00"
    assert api_alice.patch(here, json={"credit_limit": None}).get_json()["credit_limit"] is None
    for wrong in ("0", "-5", "1.005"):
        answer = api_alice.patch(here, json={"credit_limit": wrong})
        assert answer.status_code == 422
        assert "credit_limit" in answer.get_json()["fields"]
