from typing import Any
from uuid import uuid4

import pytest

from mingus.core.ids import new_id
from tests.factories import Browser, Program

URL = "/api/financial/transactions"
DRAFT = {
    "amount": "12.50",
    "description": "Busy Bee Cafe",
    "category": "Dining out",
    "transaction_date": "2026-11-03",
    "transaction_type": "expense",
}


def made(program: Program, **more: Any) -> dict[str, Any]:
    answer = program.post(URL, json={**DRAFT, **more})
    assert answer.status_code == 201, answer.get_data(as_text=True)
    return dict(answer.get_json())


def account(program: Program, name: str = "Everyday", **more: Any) -> str:
    return str(program.post("/api/financial/accounts", json={"name": name, **more}).get_json()["id"])


def test_a_transaction_comes_back_as_it_was_sent(api_alice: Program) -> None:
    spent = made(api_alice)
    assert {name: spent[name] for name in DRAFT} == DRAFT
    assert (spent["currency"], spent["direction"], spent["is_split"]) == ("USD", "out", False)
    assert api_alice.get(f"{URL}/{spent['id']}").get_json() == spent


def test_numbers_in_json_stay_exact(api_alice: Program) -> None:
    answer = api_alice.post(URL, data='{"amount": 0.29, "description": "x"}', content_type="application/json")
    assert answer.get_json()["amount"] == "0.29"


@pytest.mark.parametrize(
    "amount", ['"1.234"', '"-5"', "-5", "0", "NaN", '"NaN"', "Infinity", "1e400", "true", "null", '"twelve"', "[]"]
)
def test_an_amount_that_is_none_is_a_422_that_names_it(api_alice: Program, amount: str) -> None:
    body = f'{{"amount": {amount}, "description": "x"}}'
    answer = api_alice.post(URL, data=body, content_type="application/json")
    assert answer.status_code == 422
    assert "amount" in answer.get_json()["fields"]


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"category": "Nonsense"}, "category"),
        ({"account_id": str(new_id())}, "account_id"),
        ({"transaction_type": "gift"}, "transaction_type"),
        ({"transaction_date": "31/02/2026"}, "transaction_date"),
        ({"transaction_date": "0001-01-01"}, "transaction_date"),
        ({"description": ""}, "description"),
        ({"description": "a\x00b"}, "description"),
    ],
)
def test_what_does_not_fit_is_a_422_that_names_the_field(api_alice: Program, sent: dict[str, str], field: str) -> None:
    answer = api_alice.post(URL, json={**DRAFT, **sent})
    assert answer.status_code == 422
    assert field in answer.get_json()["fields"]


def test_changes_deletes_and_comes_back(api_alice: Program) -> None:
    where = f"{URL}/{made(api_alice)['id']}"
    changed = api_alice.patch(where, json={"amount": 20, "category": None, "transaction_type": "income"}).get_json()
    assert (changed["amount"], changed["category"], changed["direction"]) == ("20.00", None, "in")
    assert api_alice.delete(where).status_code == 204
    assert api_alice.get(where).status_code == 404
    assert api_alice.get(URL).get_json()["items"] == []
    assert api_alice.post(f"{where}/restore").get_json()["amount"] == "20.00"


def test_splits_are_put_and_taken_away(api_alice: Program) -> None:
    where = f"{URL}/{made(api_alice)['id']}"
    parts = [{"amount": "10.00", "category": "Groceries"}, {"amount": 2.5, "note": "tip"}]
    split = api_alice.put(f"{where}/splits", json={"parts": parts}).get_json()
    assert [(part["amount"], part["category"], part["note"]) for part in split["splits"]] == [
        ("10.00", "Groceries", ""),
        ("2.50", None, "tip"),
    ]
    short = api_alice.put(f"{where}/splits", json={"parts": parts[:1] * 3})
    assert short.status_code == 422
    assert "parts" in short.get_json()["fields"]
    assert api_alice.put(f"{where}/splits", json={"parts": []}).get_json()["is_split"] is False


def test_pages_lead_from_one_to_the_next(api_alice: Program) -> None:
    for number in range(5):
        made(api_alice, transaction_date=f"2026-11-0{number + 1}")
    met: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        answer = api_alice.get(URL, query_string={"limit": 2, "cursor": cursor}).get_json()
        met += [row["transaction_date"] for row in answer["items"]]
        cursor = answer["next_cursor"]
    assert met == [f"2026-11-0{number}" for number in (5, 4, 3, 2, 1)]
    assert api_alice.get(URL, query_string={"cursor": "made-up"}).status_code == 422
    assert api_alice.get(URL, query_string={"limit": 0}).status_code == 422


def test_bob_finds_none_of_it(api_alice: Program, api_bob: Program) -> None:
    spent = made(api_alice)
    where = f"{URL}/{spent['id']}"
    assert api_bob.get(URL).get_json()["items"] == []
    assert api_bob.get(URL, query_string={"account_id": spent["account_id"]}).get_json()["items"] == []
    assert api_bob.get(where).status_code == 404
    assert api_bob.patch(where, json={"amount": "1"}).status_code == 404
    assert api_bob.delete(where).status_code == 404
    assert api_bob.put(f"{where}/splits", json={"parts": []}).status_code == 404
    assert api_bob.post(URL, json={**DRAFT, "account_id": spent["account_id"]}).status_code == 422
    api_alice.delete(where)
    assert api_bob.post(f"{where}/restore").status_code == 404


def test_the_partner_finds_nothing_of_a_private_account(api_alice: Program, api_partner: Program) -> None:
    hidden = account(api_alice, "Surprise", is_private=True)
    spent = made(api_alice, account_id=hidden)
    assert api_partner.get(URL).get_json()["items"] == []
    assert api_partner.get(f"{URL}/{spent['id']}").status_code == 404
    assert api_partner.get(URL, query_string={"q": "busy"}).get_json()["items"] == []


def test_a_retry_with_the_same_key_spends_once(api_alice: Program) -> None:
    key = {"Idempotency-Key": "the coffee of this morning"}
    answers = [api_alice.post(URL, json=DRAFT, headers=key) for _ in range(3)]
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.get_json()["id"] for answer in answers}) == 1
    other = api_alice.post(URL, json={**DRAFT, "amount": "99"}, headers=key)
    assert other.status_code == 422
    assert len(api_alice.get(URL).get_json()["items"]) == 1


def test_a_write_by_cookie_needs_the_csrf_token(as_alice: Browser) -> None:
    assert as_alice.post(URL, json=DRAFT, csrf=False).status_code == 400
    assert as_alice.post(URL, json=DRAFT).status_code == 201


def test_the_interface_is_described(api_alice: Program) -> None:
    described = api_alice.get("/api/openapi.json").get_json()
    assert {"get", "post"} <= set(described["paths"]["/api/financial/transactions"])
    assert "put" in described["paths"]["/api/financial/transactions/{transaction_id}/splits"]


def test_the_list_is_filtered_by_the_names_of_its_own_fields(api_alice: Program) -> None:
    spent = made(api_alice)
    for name in ("account_id", "category_id"):
        assert spent[name] is not None
        for wanted, found in ((spent[name], [spent["id"]]), (str(uuid4()), [])):
            answer = api_alice.get(URL, query_string={name: wanted})
            assert [row["id"] for row in answer.get_json()["items"]] == found, name
    assert api_alice.get(URL, query_string={"category_id": "none"}).get_json()["items"] == []
    assert set(api_alice.get(URL, query_string={"account": spent["account_id"]}).get_json()["fields"]) == {"account"}
