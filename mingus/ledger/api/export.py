"""Everything of a household as a file, streamed."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final, Literal

from apiflask import APIBlueprint
from flask import Response

from mingus.core.clock import today
from mingus.core.db import transaction
from mingus.core.fields import Incoming
from mingus.core.later import Later
from mingus.core.policy import heavy
from mingus.core.scopes import scoped
from mingus.core.security import member, signed_in
from mingus.core.step_up import stepped_up
from mingus.core.tenancy import Member

if TYPE_CHECKING:
    from mingus.ledger.service import export
else:
    export = Later("mingus.ledger.service.export")

api = APIBlueprint("export_api", __name__, url_prefix="/api/financial", tag="Export")

TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "beancount": "text/plain; charset=utf-8",
}
CONTENT: Final[dict[str, dict[str, Any]]] = {
    "text/csv": {"schema": {"type": "string"}},
    "application/json": {"schema": {"type": "object"}},
    "text/plain": {"schema": {"type": "string"}},
}
DESCRIBED: Final[dict[int | str, dict[str, str | dict[str, dict[str, Any]]]]] = {
    200: {"description": "The file", "content": CONTENT}
}


class ExportQuery(Incoming):
    """Which file."""

    format: Literal["csv", "json", "beancount"]


@api.get("/export")
@api.doc(summary="Download everything", responses=DESCRIBED)
@signed_in(action="export")
@scoped("export")
@stepped_up
@heavy
@api.input(ExportQuery, location="query")
def download(query_data: ExportQuery) -> Any:
    """Every account, category and transaction you may see, as csv, json or beancount."""
    who, kind = member(), query_data.format
    headers = {
        "Content-Disposition": f'attachment; filename="mingus-{today(who.time_zone):%Y-%m-%d}.{kind}"',
        "Cache-Control": "private, no-store",
    }
    with transaction(who.household_id) as db:
        export.announce(db, who, kind)
    return Response(_pieces(who, kind), headers=headers, content_type=TYPES[kind])


def _pieces(who: Member, kind: str) -> Iterator[bytes]:
    with transaction(who.household_id, read_only=True) as db:
        for piece in export.pieces(db, who, kind):
            yield piece.encode()
