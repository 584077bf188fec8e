"""The card of receipts on a transaction's page."""

import io

import pytest
from sqlalchemy import select

from mingus.core.db import transaction
from mingus.core.tenancy import Member
from mingus.ledger.models import Document
from tests.factories import Browser
from tests.ledger.by_hand import account, add
from tests.uploads.pictures import GOOD_PDF, picture


@pytest.fixture
def here(alice: Member) -> str:
    """The address of one of Alice's transactions."""
    account(alice)
    return f"/transactions/{add(alice)}"


def send(browser: Browser, here: str, content: bytes, name: str) -> None:
    answer = browser.post(f"{here}/documents", data={"file": (io.BytesIO(content), name)})
    assert (answer.status_code, answer.location) == (303, f"{here}#documents")


def test_a_transaction_without_receipts_says_so(as_alice: Browser, here: str) -> None:
    page = as_alice.get(here).text
    assert "No receipt yet." in page
    assert 'capture="environment"' in page
    assert 'accept="image/jpeg,image/png,image/webp,application/pdf"' in page


def test_a_receipt_is_attached_shown_downloaded_and_removed(as_alice: Browser, here: str, alice: Member) -> None:
    send(as_alice, here, picture(), "lunch.jpg")
    send(as_alice, here, GOOD_PDF, "bill.pdf")
    page = as_alice.get(here).text
    assert "The file is attached." in page
    assert page.index("lunch.jpg") < page.index("bill.pdf")
    with transaction(alice.household_id, read_only=True) as db:
        found = db.scalars(select(Document.id).where(Document.media_type == "application/pdf")).one()
    assert as_alice.get(f"{here}/documents/{found}").data == GOOD_PDF
    assert as_alice.post(f"{here}/documents/{found}/remove").status_code == 303
    page = as_alice.get(here).text
    assert "The file is removed." in page
    assert "bill.pdf" not in page
    assert as_alice.get(f"{here}/documents/{found}").status_code == 404


def test_sending_nothing_asks_for_a_file(as_alice: Browser, here: str) -> None:
    answer = as_alice.post(f"{here}/documents", data={})
    assert answer.status_code == 422
    assert "Choose a file first." in answer.text


def test_what_is_refused_comes_back_with_the_reason_beside_the_field(as_alice: Browser, here: str) -> None:
    answer = as_alice.post(f"{here}/documents", data={"file": (io.BytesIO(b"hello"), "note.txt")})
    assert answer.status_code == 422
    assert "Mingus keeps JPEG, PNG and WebP pictures and PDF." in answer.text
    assert 'aria-describedby="file-hint file-error"' in answer.text


def test_bob_gets_nothing(as_alice: Browser, as_bob: Browser, here: str, alice: Member) -> None:
    send(as_alice, here, GOOD_PDF, "bill.pdf")
    with transaction(alice.household_id, read_only=True) as db:
        found = db.scalars(select(Document.id)).one()
    assert as_bob.get(f"{here}/documents/{found}").status_code == 404
    assert as_bob.post(f"{here}/documents/{found}/remove").status_code == 404
    sent = {"file": (io.BytesIO(GOOD_PDF), "bill.pdf")}
    assert as_bob.post(f"{here}/documents", data=sent).status_code == 404
