"""Documents, for programs."""

import io

import pytest

from mingus.core.tenancy import Member
from tests.factories import Program
from tests.ledger.by_hand import account, add
from tests.uploads.pictures import GOOD_PDF


@pytest.fixture
def address(alice: Member) -> str:
    account(alice)
    return f"/api/financial/transactions/{add(alice)}/documents"


def test_a_file_is_attached_listed_downloaded_and_removed(api_alice: Program, address: str) -> None:
    made = api_alice.post(address, data={"file": (io.BytesIO(GOOD_PDF), "bill.pdf", "application/pdf")})
    assert made.status_code == 201
    one = made.get_json()
    assert (one["file_name"], one["media_type"], one["size_bytes"]) == ("bill.pdf", "application/pdf", len(GOOD_PDF))
    assert api_alice.get(address).get_json()["items"] == [one]
    assert api_alice.get(f"/api/documents/{one['id']}").data == GOOD_PDF
    assert api_alice.delete(f"/api/documents/{one['id']}").status_code == 204
    assert api_alice.get(f"/api/documents/{one['id']}").status_code == 404
    assert api_alice.get(address).get_json() == {"items": []}


def test_nobody_else_gets_at_it(api_alice: Program, api_bob: Program, address: str) -> None:
    made = api_alice.post(address, data={"file": (io.BytesIO(GOOD_PDF), "bill.pdf")}).get_json()
    assert api_bob.get(address).status_code == 404
    assert api_bob.post(address, data={"file": (io.BytesIO(GOOD_PDF), "bill.pdf")}).status_code == 404
    assert api_bob.get(f"/api/documents/{made['id']}").status_code == 404
    assert api_bob.delete(f"/api/documents/{made['id']}").status_code == 404


def test_a_body_without_a_file_is_refused(api_alice: Program, address: str) -> None:
    assert api_alice.post(address, data={}, content_type="multipart/form-data").status_code == 422
    assert api_alice.post(address, json={"file": "x"}).status_code == 422
