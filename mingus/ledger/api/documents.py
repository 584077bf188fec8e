"""Documents of transactions, for programs."""

from typing import Any, cast
from uuid import UUID

from apiflask import APIBlueprint
from flask import request

from mingus.core.db import transaction
from mingus.core.errors import Refused
from mingus.core.security import member, signed_in
from mingus.core.web import takes_up_to
from mingus.ledger.attempts import BODY_BYTES, attachment, receive
from mingus.ledger.schemas.documents import DocumentList, DocumentView
from mingus.ledger.service import documents, listing

documents_door = APIBlueprint("documents_api", __name__, url_prefix="/api", tag="Documents")

OF_TRANSACTION = "/financial/transactions/<uuid:transaction_id>/documents"
ONE = "/documents/<uuid:document_id>"
FILE_FORM = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["file"],
                "properties": {"file": {"type": "string", "contentMediaType": "application/octet-stream"}},
            }
        }
    },
}


@documents_door.get(OF_TRANSACTION)
@signed_in
@documents_door.output(DocumentList)
def index(transaction_id: UUID) -> DocumentList:
    """The files of a transaction, the oldest first."""
    who = member()
    with transaction(who.household_id, read_only=True) as db:
        listing.get(db, who, transaction_id)
        return DocumentList(items=documents.of_transaction(db, who, transaction_id))


@documents_door.post(OF_TRANSACTION)
@signed_in
@documents_door.output(DocumentView, status_code=201)
@documents_door.doc(summary="Attach a file", extensions={"requestBody": FILE_FORM})
@takes_up_to(BODY_BYTES)
def attach(transaction_id: UUID) -> DocumentView:
    """Attach a JPEG, PNG, WebP or PDF of at most 10 MB, sent as the part `file` of multipart/form-data."""
    file = request.files.get("file")
    if file is None or not file.filename:
        raise Refused("Send the file as multipart/form-data.", fields={"file": "is missing"})
    who = member()
    document_id = receive(who, transaction_id, cast("Any", file.stream), file.filename, file.mimetype)
    with transaction(who.household_id, read_only=True) as db:
        return documents.get(db, who, document_id)


@documents_door.get(ONE)
@documents_door.doc(summary="Download a document", responses={200: "The file"})
@signed_in
def download(document_id: UUID) -> Any:
    """The file, as a download."""
    who = member()
    with transaction(who.household_id, read_only=True) as db:
        return attachment(documents.opened(db, who, document_id))


@documents_door.delete(ONE)
@signed_in
@documents_door.output({}, status_code=204)
def remove(document_id: UUID) -> str:
    """Remove a document and its file for good."""
    who = member()
    with transaction(who.household_id) as db:
        documents.remove(db, who, document_id)
    return ""
