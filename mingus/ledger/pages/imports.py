"""Pages of imports: choose a file, look at what becomes of each row, confirm, review, undo."""

from typing import TYPE_CHECKING, Any, cast
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from pydantic import ValidationError

from mingus.core.db import transaction
from mingus.core.errors import BadFile, Refused
from mingus.core.later import Later
from mingus.core.security import member, settings, signed_in
from mingus.core.settings import MAX_UPLOAD_BYTES
from mingus.core.toasts import say
from mingus.core.web import field_errors, takes_up_to
from mingus.ledger.attempts import receive_bank_file
from mingus.ledger.schemas.imports import RowDecision, ShapeCorrections, Target

if TYPE_CHECKING:
    from mingus.ledger.service import imports
else:
    imports = Later("mingus.ledger.service.imports")

BODY_BYTES = MAX_UPLOAD_BYTES + 64 * 1024  # the form around the file
OUTCOMES = {
    "new": "New",
    "posted": "Now posted",
    "filled": "Added by hand",
    "matched": "Already there",
    "review": "Needs review",
    "failed": "Can’t be read",
}

pages = Blueprint("imports", __name__, url_prefix="/imports", template_folder="../templates")


@pages.get("")
@signed_in
def index() -> ResponseReturnValue:
    """Every import, and the queue of rows to review."""
    who = member()
    with transaction(who.household_id, read_only=True) as db:
        listed, queue = imports.newest(db, who), imports.queue(db, who)
    return render_template("ledger/imports/index.html", imports=listed, queue=queue, zone=ZoneInfo(who.time_zone))


@pages.get("/new")
@signed_in(action="import")
def new() -> ResponseReturnValue:
    """The form to choose a file."""
    return _new_form({}, 200)


@pages.post("")
@signed_in(action="import")
@takes_up_to(BODY_BYTES)
def create() -> ResponseReturnValue:
    """Take a file in and show what is in it; a file that is none comes back with the reason."""
    file = request.files.get("file")
    if file is None or not file.filename:
        return _new_form({"file": "Choose a file first."}, 422)
    account_id = _optional_id(request.form.get("account_id", ""))
    who = member()
    try:
        started = receive_bank_file(who, cast("Any", file.stream), file.filename, account_id)
    except BadFile as error:
        return _new_form({"file": str(error)}, error.status)
    return redirect(url_for(".show", import_id=started.id), code=303)


@pages.get("/<uuid:import_id>")
@signed_in
def show(import_id: UUID) -> ResponseReturnValue:
    """The import as it is now: being read, ready to confirm, done, undone."""
    return _show(import_id)


@pages.get("/<uuid:import_id>/progress")
@signed_in
def progress(import_id: UUID) -> ResponseReturnValue:
    """How far the reading, adding or undoing is; tells the page to reload once it is done."""
    who = member()
    with transaction(who.household_id, read_only=True) as db:
        row = imports.get(db, who, import_id)
        status = imports.status_of(db, row)
    html = render_template("ledger/imports/_progress.html", row=row, status=status, percent=imports.progress(row))
    response = Response(html)
    if status not in imports.AT_WORK:
        response.headers["HX-Refresh"] = "true"
    return response


@pages.post("/<uuid:import_id>/shape")
@signed_in(action="import")
def correct(import_id: UUID) -> ResponseReturnValue:
    """Read the file anew with the person's answers."""
    who = member()
    try:
        corrections = ShapeCorrections.from_form(request.form.to_dict()).given()
        with transaction(who.household_id) as db:
            imports.correct(db, who, import_id, corrections)
    except (ValidationError, Refused) as error:
        return _show(import_id, error)
    return _back(import_id)


@pages.post("/<uuid:import_id>/statements/<int:position>")
@signed_in(action="import")
def retarget(import_id: UUID, position: int) -> ResponseReturnValue:
    """Choose the account a part of the file goes to."""
    who = member()
    try:
        target = Target.model_validate({k: v for k, v in request.form.items() if k != "csrf_token"})
        with transaction(who.household_id) as db:
            imports.retarget(db, who, import_id, position, target)
    except (ValidationError, Refused) as error:
        return _show(import_id, error, wrong=position)
    return _back(import_id)


@pages.post("/<uuid:import_id>/rows/<int:number>")
@signed_in(action="import")
def decide(import_id: UUID, number: int) -> ResponseReturnValue:
    """A person's word on one row."""
    who, word = member(), RowDecision.model_validate({"decision": request.form.get("decision", "")})
    with transaction(who.household_id) as db:
        imports.decide(db, who, import_id, number, word.decision)
    if request.form.get("back") == "list":
        return redirect(url_for(".index"), code=303)
    outcome = "review" if request.form.get("back") == "review" else None
    return redirect(url_for(".show", import_id=import_id, outcome=outcome, _anchor="rows"), code=303)


@pages.post("/<uuid:import_id>/rows")
@signed_in(action="import")
def decide_all(import_id: UUID) -> ResponseReturnValue:
    """The same word for every row that still waits."""
    who, word = member(), RowDecision.model_validate({"decision": request.form.get("decision", "")})
    with transaction(who.household_id) as db:
        imports.decide_all(db, who, import_id, word.decision)
    return _back(import_id)


@pages.post("/<uuid:import_id>/confirm")
@signed_in(action="import")
def confirm(import_id: UUID) -> ResponseReturnValue:
    """Add the rows; many of them are added while the page shows that it goes on."""
    who = member()
    try:
        with transaction(who.household_id) as db:
            row = imports.ask_to_confirm(db, who, import_id)
    except Refused as error:
        return _show(import_id, error)
    if row.status != "confirmed":
        return _back(import_id)
    added = row.counts["new"]
    rows = "1 transaction is" if added == 1 else f"{added:,} transactions are"
    say(f"{rows} in.", undo_url=url_for(".undo", import_id=import_id), undo_text="Undo import")
    return _back(import_id)


@pages.post("/<uuid:import_id>/undo")
@signed_in(action="import")
def undo(import_id: UUID) -> ResponseReturnValue:
    """Take the whole import back."""
    who = member()
    with transaction(who.household_id) as db:
        row = imports.ask_to_undo(db, who, import_id)
    if row.status == "undone":
        say("The import is undone. Nothing of it is left.")
    return _back(import_id)


@pages.post("/<uuid:import_id>/discard")
@signed_in(action="import")
def discard(import_id: UUID) -> ResponseReturnValue:
    """Drop a file that was not confirmed."""
    who = member()
    with transaction(who.household_id) as db:
        imports.discard(db, who, import_id)
    say("The file is gone; nothing was added.")
    return redirect(url_for(".index"), code=303)


def _new_form(errors: dict[str, str], status: int) -> ResponseReturnValue:
    who = member()
    with transaction(who.household_id, read_only=True) as db:
        accounts = imports.account_names(db, who)
    page = render_template(
        "ledger/imports/new.html",
        accounts=accounts,
        errors=errors,
        chosen=request.values.get("account_id", ""),
        limit_bytes=settings().max_upload_bytes,
    )
    return page, status


def _show(
    import_id: UUID, error: ValidationError | Refused | None = None, *, wrong: int | None = None
) -> ResponseReturnValue:
    """The import's page; with an error as a form that came back, `wrong` being the statement it was about."""
    who = member()
    after = request.args.get("after", default=0, type=int)
    with transaction(who.household_id, read_only=True) as db:
        view = imports.preview(db, who, import_id, outcome=request.args.get("outcome"), after=max(0, after))
        row = imports.get(db, who, import_id)
    page = render_template(
        "ledger/imports/show.html",
        view=view,
        status=view.status,
        at_work=imports.AT_WORK,
        percent=imports.progress(row),
        errors=field_errors(error) if isinstance(error, ValidationError) else error.fields if error else {},
        message=str(error) if isinstance(error, Refused) else None,
        wrong=wrong,
        typed=request.form if wrong is not None else {},
        outcomes=OUTCOMES,
        row=row,
    )
    return page, 422 if error else 200


def _back(import_id: UUID) -> ResponseReturnValue:
    return redirect(url_for(".show", import_id=import_id), code=303)


def _optional_id(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
