"""A document on its way in and out: counted and looked at before, and handed out as nothing but a download."""

import io
from uuid import UUID

import pytest
from apiflask import APIFlask
from sqlalchemy import func, select

from mingus.core.db import transaction
from mingus.core.errors import NotFound
from mingus.core.tenancy import Member
from mingus.ledger import attempts
from mingus.ledger.models import Document
from mingus.ledger.service.documents import Opened
from tests.ledger.by_hand import account, add
from tests.uploads.pictures import GOOD_PDF, picture


def receive(app: APIFlask, member: Member, transaction_id: UUID, content: bytes) -> UUID:
    with app.app_context():
        return attempts.receive(member, transaction_id, io.BytesIO(content), "a.jpg", "")


def test_a_file_is_looked_at_and_kept(app: APIFlask, alice: Member) -> None:
    account(alice)
    document_id = receive(app, alice, add(alice), picture())
    with transaction(alice.household_id, read_only=True) as db:
        assert db.scalars(select(Document.id)).all() == [document_id]


def test_a_file_for_somebody_elses_transaction_is_not_even_looked_at(app: APIFlask, alice: Member, bob: Member) -> None:
    account(alice)
    with pytest.raises(NotFound):
        receive(app, bob, add(alice), b"would be refused as a file")
    with transaction(alice.household_id, read_only=True) as db:
        assert db.scalar(select(func.count()).select_from(Document)) == 0


def test_what_is_handed_out_is_a_download_in_a_sandbox() -> None:
    answer = attempts.attachment(Opened('Röchnung "1".pdf', "application/pdf", GOOD_PDF))
    named = answer.headers["Content-Disposition"]
    assert named == "attachment; filename=\"R_chnung _1_.pdf\"; filename*=UTF-8''R%C3%B6chnung%20%221%22.pdf"
    assert answer.headers["Content-Security-Policy"] == attempts.SANDBOX
    assert answer.content_type == "application/pdf"
