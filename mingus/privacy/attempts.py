"""Leaving from start to end, and handing out an archive, for pages, API and command line alike."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Response

from mingus import identity, messaging
from mingus.core.clock import today
from mingus.core.db import GLOBAL, transaction
from mingus.core.errors import Refused
from mingus.core.later import Later
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.privacy.rules import Fate
from mingus.privacy.service import archives, leaving

if TYPE_CHECKING:
    from mingus.privacy import certificates
else:  # asymmetric keys are a twentieth of a web process's start
    certificates = Later("mingus.privacy.certificates")


def look_ahead(person_id: UUID) -> list[Fate]:
    """What would become of each household of this person."""
    with transaction(GLOBAL, read_only=True) as db:
        return leaving.fates(db, person_id)


def leave(settings: Settings, person_id: UUID, email: str) -> dict[str, Any]:
    """Delete this person for good, and write to `email` once more. Answers the certificate. Raises Refused."""
    with transaction(GLOBAL) as db:
        farewell = leaving.erase(db, person_id)
        certificate = certificates.issue(settings, farewell)
        facts = {
            "deleted_at": f"{farewell.deleted_at:%Y-%m-%d %H:%M} UTC",
            "rows": f"{certificate['rows_deleted']:,}",
            "certificate": certificates.pretty(certificate),
        }
        # Of nobody any more, so it is sealed by the system's key.
        messaging.send(db, template="privacy/deleted", to=email, facts=facts)
    return certificate


def check_typed(typed: str, email: str) -> None:
    """Raises Refused unless the person's own address was typed."""
    try:
        is_right = identity.email_key(typed) == identity.email_key(email)
    except Refused:
        is_right = False
    if not is_right:
        raise Refused("Not deleted.", fields={"email": f"Type {email} to delete this account."})


def hand_out(who: Member, archive_id: UUID) -> Response:
    """An archive that is ready, streamed. Raises NotFound."""
    with transaction(who.household_id, read_only=True) as db:
        archive = archives.get(db, who, archive_id)
        next(archives.opened(db, who, archive_id), None)  # what can't be opened says so before the first byte leaves
    headers = {
        "Content-Disposition": f'attachment; filename="mingus-{today(who.time_zone):%Y-%m-%d}.zip"',
        "Content-Length": str(archive.size_bytes),
    }
    return Response(_pieces(who, archive_id), headers=headers, content_type="application/zip")


def _pieces(who: Member, archive_id: UUID) -> Iterator[bytes]:
    with transaction(who.household_id, read_only=True) as db:
        yield from archives.opened(db, who, archive_id)
