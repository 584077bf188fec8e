"""A document on its way in and out, for pages and API alike.

On its way in it is counted and looked at before any transaction that keeps it is open: that may take seconds.
"""

from typing import TYPE_CHECKING, BinaryIO, Final
from urllib.parse import quote
from uuid import UUID

from flask import Response

from mingus import uploads
from mingus.core import security
from mingus.core.db import transaction
from mingus.core.later import Later
from mingus.core.tenancy import Member
from mingus.ledger.models import FileImport
from mingus.ledger.service import documents, listing
from mingus.ledger.service.documents import Opened

if TYPE_CHECKING:
    from mingus.ledger.service import imports
else:
    imports = Later("mingus.ledger.service.imports")

BODY_BYTES: Final = uploads.MAX_DOCUMENT_BYTES + 64 * 1024  # the form around the file
SANDBOX: Final = "default-src 'none'; sandbox; frame-ancestors 'none'"


def receive(who: Member, transaction_id: UUID, stream: BinaryIO, file_name: str, declared: str) -> UUID:
    """Look at a file and attach it. Raises BadFile, TooLarge, Refused, NotFound, TooManyRequests, Unavailable."""
    settings = security.settings()
    with transaction(who.household_id) as db:
        listing.get(db, who, transaction_id)
        documents.count_try(db, who)
    scanner, is_strict = settings.clamd_url, settings.is_strict
    examined = uploads.examine(stream, file_name, declared, clamd_url=scanner, only_scanned=is_strict)
    quota = uploads.Quota(settings.household_documents_bytes, settings.household_documents)
    with transaction(who.household_id) as db:
        return documents.attach(db, who, transaction_id, examined, quota)


def receive_bank_file(who: Member, stream: BinaryIO, file_name: str, account_id: UUID | None) -> FileImport:
    """Have a bank file scanned, where there is a scanner, and take it in. Raises BadFile, TooLarge, Unavailable."""
    uploads.look_for_viruses(stream, security.settings().clamd_url)
    with transaction(who.household_id) as db:
        return imports.start(db, who, file_name, stream, account_id=account_id)


def attachment(opened: Opened) -> Response:
    """The bytes as a download that no browser opens in our name, whatever is in them."""
    answer = Response(opened.content, content_type=opened.media_type)
    plain = "".join(c if c.isascii() and c.isprintable() and c not in '"\\' else "_" for c in opened.file_name)
    named = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(opened.file_name, safe='')}"
    answer.headers["Content-Disposition"] = named
    answer.headers["Content-Security-Policy"] = SANDBOX
    return answer
