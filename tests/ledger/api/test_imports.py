"""Imports for programs."""

import io
from typing import Any
from uuid import uuid4

import pytest
from apiflask import APIFlask
from werkzeug.test import TestResponse

from mingus.core.settings import MAX_UPLOAD_BYTES
from mingus.core.tenancy import Member
from mingus.ledger import jobs
from tests.factories import Browser, Program
from tests.ledger.by_hand import account
from tests.ledger.service.imports import files

TWO = files.csv([files.line("2026-03-01", "-2.75", "MARTA FARE"), files.line("2026-03-02", "-84.10", "KROGER")])
LARGE = files.csv(files.line(f"2026-03-{n % 28 + 1:02}", f"-{n}.00", f"SHOP {n}") for n in range(1, 5001))
UNCLEAR = b"Date;Details;Value\n03/04/2026;KROGER;-1,25\n05/06/2026;SHELL;-2,50\n"


def send(program: Program | Browser, content: bytes, **more: str) -> TestResponse:
    return program.post("/api/imports", data={"file": (io.BytesIO(content), "march.csv"), **more})


def started(program: Program, content: bytes = TWO) -> dict[str, Any]:
    answer = send(program, content)
    assert answer.status_code == 201
    found: dict[str, Any] = answer.get_json()
    return found


def test_a_file_goes_in_and_out_again(api_alice: Program, alice: Member) -> None:
    made = started(api_alice)
    assert made["status"] == "ready"
    assert made["counts"]["new"] == 2
    assert made["statements"][0]["sum"] == "-86.85"
    where = f"/api/imports/{made['id']}"
    assert api_alice.post(f"{where}/confirm").get_json()["status"] == "confirmed"
    assert len(files.rows(alice)) == 2
    assert api_alice.post(f"{where}/undo").get_json()["status"] == "undone"
    assert files.rows(alice) == []
    assert [line["id"] for line in api_alice.get("/api/imports").get_json()["items"]] == [made["id"]]


def test_a_large_file_is_confirmed_and_undone_later_and_the_answer_says_where_to_look(
    api_alice: Program, alice: Member
) -> None:
    where = f"/api/imports/{files.look_at(alice, LARGE)}"
    for word, status, after in (("confirm", "confirming", "confirmed"), ("undo", "undoing", "undone")):
        answer = api_alice.post(f"{where}/{word}")
        assert (answer.status_code, answer.location, answer.get_json()["status"]) == (202, where, status)
        assert api_alice.post(f"{where}/{word}").status_code == 202
        assert api_alice.delete(where).status_code == 422
        jobs.settle_import(str(alice.household_id), str(alice.person_id), where.rpartition("/")[2])
        assert api_alice.get(answer.location).get_json()["status"] == after


def test_rows_come_with_what_becomes_of_them(api_alice: Program) -> None:
    made = started(api_alice, TWO + b"2026-02-31,NO DAY,-1.00,Posted\n")
    rows = api_alice.get(f"/api/imports/{made['id']}/rows").get_json()
    assert [(row["outcome"], row["amount"]) for row in rows["items"]] == [
        ("new", "-2.75"),
        ("new", "-84.10"),
        ("failed", None),
    ]
    failed = api_alice.get(f"/api/imports/{made['id']}/rows?outcome=failed").get_json()["items"]
    assert [(row["line"], row["column"], row["value"]) for row in failed] == [(4, "Date", "2026-02-31")]


def test_questions_are_answered_and_the_account_is_chosen(api_alice: Program, alice: Member) -> None:
    mine = account(alice)
    made = started(api_alice, UNCLEAR)
    assert "date_order" in made["questions"]
    where = f"/api/imports/{made['id']}"
    assert api_alice.patch(f"{where}/shape", json={"date_order": "mdy"}).get_json()["questions"] == []
    moved = api_alice.patch(f"{where}/statements/1", json={"account_id": str(mine)}).get_json()
    assert moved["statements"][0]["account_id"] == str(mine)


def test_a_doubtful_row_is_settled(api_alice: Program, alice: Member) -> None:
    card = account(alice, "Blue card")
    holds = [files.line("2026-03-02", f"-2{n}.00", f"SHELL OIL {n}{n}{n}", pending=True) for n in (0, 1)]
    files.bring_in(alice, files.csv(holds), account_id=card)
    doubtful = files.csv([files.line("2026-03-04", "-22.50", "SHELL SERVICE")])
    made = send(api_alice, doubtful, account_id=str(card)).get_json()
    assert made["to_review"] == 1
    where = f"/api/imports/{made['id']}/rows/1"
    assert api_alice.post(where, json={"decision": "burn"}).status_code == 422
    assert api_alice.post(where, json={"decision": "add"}).get_json()["to_review"] == 0


@pytest.mark.parametrize("content", [b"", b"Dear customer, please find attached", b"PK\x03\x04" + b"\0" * 60])
def test_what_is_no_bank_file_is_refused_with_a_sentence(api_alice: Program, content: bytes) -> None:
    answer = send(api_alice, content)
    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
    assert answer.get_json()["detail"].endswith(".")
    assert api_alice.get("/api/imports").get_json()["items"] == []


def test_a_request_without_a_file_names_the_field(api_alice: Program) -> None:
    answer = api_alice.post("/api/imports", data={"account_id": ""}, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert set(answer.get_json()["fields"]) == {"file"}


def test_more_than_the_limit_is_refused_by_its_length(api_alice: Program) -> None:
    length = {"CONTENT_LENGTH": str(MAX_UPLOAD_BYTES + 2**20), "CONTENT_TYPE": "multipart/form-data; boundary=x"}
    answer = api_alice.post("/api/imports", environ_overrides=length)
    assert (answer.status_code, answer.get_json()["code"]) == (413, "too_large")


def test_a_bare_file_is_a_415(api_alice: Program) -> None:
    assert api_alice.post("/api/imports", data=TWO, content_type="text/csv").status_code == 415


def test_a_browsers_write_needs_its_token(as_alice: Browser) -> None:
    content = {"file": (io.BytesIO(TWO), "march.csv")}
    assert as_alice.post("/api/imports", data=content, csrf=False).status_code == 400
    assert as_alice.get("/api/imports").get_json()["items"] == []


def test_bob_and_strangers_reach_nothing_of_alices(
    app: APIFlask, api_alice: Program, api_bob: Program, alice: Member
) -> None:
    where = f"/api/imports/{started(api_alice)['id']}"
    nobody = app.test_client(use_cookies=False)
    for who, status in ((api_bob, 404), (nobody, 401)):
        assert who.get(where).status_code == status
        assert who.get(f"{where}/rows").status_code == status
        assert who.patch(f"{where}/shape", json={"date_order": "mdy"}).status_code == status
        assert who.patch(f"{where}/statements/1", json={"name": "Mine"}).status_code == status
        assert who.post(f"{where}/rows/1", json={"decision": "skip"}).status_code == status
        for verb in ("confirm", "undo"):
            assert who.post(f"{where}/{verb}").status_code == status
        assert who.delete(where).status_code == status
    assert api_bob.get("/api/imports").get_json()["items"] == []
    assert api_alice.get(where).get_json()["status"] == "ready"
    assert files.rows(alice) == []


def test_a_discarded_import_has_no_rows_left(api_alice: Program) -> None:
    where = f"/api/imports/{started(api_alice)['id']}"
    assert api_alice.delete(where).status_code == 204
    assert api_alice.get(f"{where}/rows").get_json()["items"] == []
    assert api_alice.get(f"/api/imports/{uuid4()}").status_code == 404
