"""Imports as JSON: send a file, look at its rows, confirm, undo."""

from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from apiflask import APIBlueprint
from flask import request, url_for

from mingus.core.db import transaction
from mingus.core.errors import Refused
from mingus.core.later import Later
from mingus.core.scopes import scoped
from mingus.core.security import member, signed_in
from mingus.core.settings import MAX_UPLOAD_BYTES
from mingus.core.web import takes_up_to
from mingus.ledger.attempts import receive_bank_file
from mingus.ledger.schemas.import_answers import ImportOut, ImportsOut, RowOut, RowsOut, RowsQuery, StatementOut
from mingus.ledger.schemas.imports import RowDecision, ShapeCorrections, Target

if TYPE_CHECKING:
    from mingus.ledger.service import imports
else:
    imports = Later("mingus.ledger.service.imports")

api = APIBlueprint("imports_api", __name__, url_prefix="/api/imports", tag="Imports")

LATER: dict[int | str, Any] = {
    202: {"description": "The worker does it. Ask at `Location` until `status` is neither confirming nor undoing."}
}

FILE_FORM = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["file"],
                "properties": {
                    "file": {"type": "string", "contentMediaType": "application/octet-stream"},
                    "account_id": {"type": "string", "format": "uuid", "description": "If known; else it is found."},
                },
            }
        }
    },
}


@api.post("")
@signed_in(action="import")
@api.output(ImportOut, status_code=201)
@api.doc(summary="Send a bank file", extensions={"requestBody": FILE_FORM})
@takes_up_to(MAX_UPLOAD_BYTES + 64 * 1024)
def create() -> Any:
    """Take a file in. 422 with a sentence when it is no bank file, 413 above 50 MB, 415 unless it is multipart."""
    file = request.files.get("file")
    if file is None or not file.filename:
        raise Refused("Send the file as multipart/form-data.", fields={"file": "is missing"})
    account_id = _account_id(request.form.get("account_id", ""))
    who = member()
    row = receive_bank_file(who, cast("Any", file.stream), file.filename, account_id)
    with transaction(who.household_id, read_only=True) as db:
        return _out(imports.preview(db, who, row.id))


@api.get("")
@signed_in
@api.output(ImportsOut)
def index() -> Any:
    """The newest imports."""
    who = member()
    with transaction(who.household_id, read_only=True) as db:
        lines = imports.newest(db, who)
    names = ("id", "file_name", "format", "status", "refusal", "counts", "created_at", "to_review")
    return {"items": [{name: getattr(line, name) for name in names} for line in lines]}


@api.get("/<uuid:import_id>")
@signed_in
@api.output(ImportOut)
def show(import_id: UUID) -> Any:
    """One import. While `status` is reading, confirming or undoing, ask again."""
    who = member()
    with transaction(who.household_id, read_only=True) as db:
        return _out(imports.preview(db, who, import_id))


@api.get("/<uuid:import_id>/rows")
@signed_in
@api.input(RowsQuery, location="query", arg_name="query")
@api.output(RowsOut)
def rows(import_id: UUID, query: RowsQuery) -> Any:
    """The rows of the file, fifty at a time."""
    who = member()
    with transaction(who.household_id, read_only=True) as db:
        view = imports.preview(db, who, import_id, outcome=query.outcome, after=query.after)
    return RowsOut(items=[_row(line) for line in view.rows], next_after=view.next_after)


@api.patch("/<uuid:import_id>/shape")
@signed_in(action="import")
@api.input(ShapeCorrections, arg_name="corrections")
@api.output(ImportOut)
def correct(import_id: UUID, corrections: ShapeCorrections) -> Any:
    """Answer what the file leaves open, or correct what was inferred; the file is read anew."""
    who = member()
    with transaction(who.household_id) as db:
        imports.correct(db, who, import_id, corrections.given())
        return _out(imports.preview(db, who, import_id))


@api.patch("/<uuid:import_id>/statements/<int:position>")
@signed_in(action="import")
@api.input(Target, arg_name="target")
@api.output(ImportOut)
def retarget(import_id: UUID, position: int, target: Target) -> Any:
    """Choose the account a part of the file goes to; without `account_id` a new one."""
    who = member()
    with transaction(who.household_id) as db:
        imports.retarget(db, who, import_id, position, target)
        return _out(imports.preview(db, who, import_id))


@api.post("/<uuid:import_id>/rows/<int:number>")
@signed_in(action="import")
@api.input(RowDecision, arg_name="word")
@api.output(ImportOut)
def decide(import_id: UUID, number: int, word: RowDecision) -> Any:
    """Settle a row in review."""
    who = member()
    with transaction(who.household_id) as db:
        imports.decide(db, who, import_id, number, word.decision)
        return _out(imports.preview(db, who, import_id))


@api.post("/<uuid:import_id>/confirm")
@signed_in(action="import")
@api.output(ImportOut)
@api.doc(responses=LATER)
def confirm(import_id: UUID) -> Any:
    """Apply the import, all or nothing. 202 when it is large: `Location` then says where its status is to be read."""
    who = member()
    with transaction(who.household_id) as db:
        imports.ask_to_confirm(db, who, import_id)
        return _done_or_later(imports.preview(db, who, import_id))


@api.post("/<uuid:import_id>/undo")
@signed_in(action="import")
@api.output(ImportOut)
@api.doc(responses=LATER)
def undo(import_id: UUID) -> Any:
    """Take a confirmed import back as a whole. 202 when it is large, as for confirm."""
    who = member()
    with transaction(who.household_id) as db:
        imports.ask_to_undo(db, who, import_id)
        return _done_or_later(imports.preview(db, who, import_id))


@api.delete("/<uuid:import_id>")
@api.output({}, status_code=204)
@signed_in(action="import")
def discard(import_id: UUID) -> Any:
    """Drop an import that was not confirmed."""
    who = member()
    with transaction(who.household_id) as db:
        imports.discard(db, who, import_id)
    return "", 204


def _done_or_later(view: "imports.Preview") -> Any:
    if view.status not in imports.AT_WORK:
        return _out(view)
    return _out(view), 202, {"Location": url_for("imports_api.show", import_id=view.id)}


def _out(view: "imports.Preview") -> ImportOut:
    return ImportOut(
        id=view.id,
        file_name=view.file_name,
        format=view.format,
        status=view.status,
        refusal=view.refusal,
        counts=view.counts,
        rows_read=view.rows_read,
        to_review=view.to_review,
        questions=view.questions,
        created_at=view.created_at,
        statements=[
            StatementOut(
                position=s.position,
                account_id=s.account_id,
                name=s.name,
                kind=s.kind,
                currency=s.currency,
                count=s.count,
                sum=s.total.decimal_string(),
                opening=s.opening.decimal_string(),
                closing=s.closing.decimal_string() if s.closing else None,
                first_on=s.first_on,
                last_on=s.last_on,
            )
            for s in view.statements
        ],
    )


def _row(line: "imports.RowView") -> RowOut:
    return RowOut(
        number=line.number,
        line=line.line,
        posted_on=line.posted_on,
        amount=line.amount.decimal_string() if line.amount else None,
        currency=line.currency,
        description=line.description,
        pending=line.pending,
        outcome=line.outcome,
        reason=line.reason,
        column=line.column_name,
        value=line.raw_value,
        decision=line.decision,
        transaction_id=line.existing_id,
    )


def _account_id(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        raise Refused("That is no account.", fields={"account_id": "must be the id of an account"}) from None


for _view in (create, correct, retarget, decide, confirm, undo, discard):
    scoped("import")(_view)
