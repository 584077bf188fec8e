"""A document on its way in and out: counted and looked at before, and handed out as nothing but a download."""

import io
from collections.abc import Callable
from uuid import UUID

import pytest
from apiflask import APIFlask
from sqlalchemy import func, select

from mingus.core.db import transaction
from mingus.core.errors import BadFile, NotFound, Unavailable
from mingus.core.tenancy import Member
from mingus.ledger import attempts
from mingus.ledger.models import Document
from mingus.ledger.service.documents import Opened
from mingus.uploads.models import Upload
from tests.ledger.by_hand import account, add
from tests.servers.clamd import VIRUS, running_clamd
from tests.uploads.pictures import GOOD_PDF, picture


def receive(app: APIFlask, member: Member, transaction_id: UUID, content: bytes) -> UUID:
    with app.app_context():
        return attempts.receive(member, transaction_id, io.BytesIO(content), "a.jpg", "")


Configure = Callable[..., None]


@pytest.fixture
def configure(app: APIFlask, monkeypatch: pytest.MonkeyPatch) -> Configure:
    """The same application with other settings, until the test is over."""
    settings, requests = app.extensions["mingus_security"]

    def change(**changed: str) -> None:
        monkeypatch.setitem(app.extensions, "mingus_security", (settings.model_copy(update=changed), requests))

    return change


def test_a_file_is_looked_at_and_kept(app: APIFlask, alice: Member) -> None:
    account(alice)
    document_id = receive(app, alice, add(alice), picture())
    with transaction(alice.household_id, read_only=True) as db:
        assert db.scalars(select(Document.id)).all() == [document_id]


def test_where_strangers_come_what_nobody_scans_is_attached_only_when_it_is_drawn_anew(
    app: APIFlask, alice: Member, configure: Configure
) -> None:
    account(alice)
    configure(flask_env="production")
    receive(app, alice, add(alice), picture())
    with pytest.raises(BadFile, match="only pictures"):
        receive(app, alice, add(alice), GOOD_PDF)
    with running_clamd() as daemon:
        configure(flask_env="production", clamd_url=daemon.url)
        receive(app, alice, add(alice), GOOD_PDF)
        assert daemon.scanned == [GOOD_PDF]


def test_a_bank_file_is_scanned_before_anything_of_it_is_kept(
    app: APIFlask, alice: Member, configure: Configure
) -> None:
    rows = b"Date,Description,Amount\n" + b"2026-01-05,Coffee,-3.50\n" * 4
    with running_clamd() as daemon, app.app_context():
        configure(clamd_url=daemon.url)
        attempts.receive_bank_file(alice, io.BytesIO(rows), "bank.csv", None)
        assert daemon.scanned == [rows]
        with pytest.raises(BadFile, match="harmful"):
            attempts.receive_bank_file(alice, io.BytesIO(rows + VIRUS), "bank.csv", None)
        daemon.verdict = "INSTREAM size limit exceeded. ERROR"
        with pytest.raises(Unavailable, match="can’t be checked"):
            attempts.receive_bank_file(alice, io.BytesIO(rows), "bank.csv", None)
    with transaction(alice.household_id, read_only=True) as db:
        assert db.scalar(select(func.count()).select_from(Upload)) == 1


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
