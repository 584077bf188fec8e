"""Sending a file to a transaction and watching what it costs: time, memory, and whether everything still answers."""

import io
import resource
import time

from sqlalchemy import func, select
from werkzeug.test import TestResponse

from mingus.core.db import transaction
from mingus.core.tenancy import Member
from mingus.ledger.models import Document
from mingus.uploads.models import Upload, UploadChunk
from tests.factories import Browser
from tests.ledger.by_hand import account, add

MAX_SECONDS = 20.0  # the time-out of the program that opens it; a machine with nothing else to do takes a second
MAX_KILOBYTES = 64 * 1024


def send_and_watch(browser: Browser, member: Member, content: bytes, name: str, declared: str = "") -> TestResponse:
    """The answer to the file as a receipt; afterwards the application still answers and is hardly larger."""
    account(member)
    address = f"/transactions/{add(member)}/documents"
    part = (io.BytesIO(content), name, declared or "application/octet-stream")
    before, began = _largest_kilobytes(), time.monotonic()
    answer = browser.post(address, data={"file": part})
    assert time.monotonic() - began < MAX_SECONDS
    assert _largest_kilobytes() - before < MAX_KILOBYTES
    assert browser.get("/settings").status_code == 200
    return answer


def attached(member: Member) -> tuple[int, ...]:
    """How many documents, files and pieces of files the household has."""
    with transaction(member.household_id, read_only=True) as db:
        counted = [
            select(func.count()).where(table.household_id == member.household_id)
            for table in (Document, Upload, UploadChunk)
        ]
        return tuple(db.scalar(query) or 0 for query in counted)


def taken_back(browser: Browser, member: Member) -> TestResponse:
    """The household's only document, downloaded."""
    with transaction(member.household_id, read_only=True) as db:
        found = db.execute(select(Document.transaction_id, Document.id)).one()
    return browser.get(f"/transactions/{found.transaction_id}/documents/{found.id}")


def _largest_kilobytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
