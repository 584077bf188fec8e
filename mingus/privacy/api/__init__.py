"""Archives and leaving, for programs."""

from typing import Any
from uuid import UUID

from apiflask import APIBlueprint

from mingus.core import security
from mingus.core.db import transaction
from mingus.core.security import member, signed_in
from mingus.core.step_up import stepped_up
from mingus.privacy import attempts
from mingus.privacy.schemas import ArchiveView, CertificateView, Goodbye
from mingus.privacy.service import archives

privacy_door = APIBlueprint("privacy_api", __name__, url_prefix="/api/user", tag="Your data")
DOORS = (privacy_door,)
ONE = "/export/<uuid:archive_id>"


@privacy_door.post("/export")
@stepped_up(action="export")
@privacy_door.output(ArchiveView, status_code=202)
def ask() -> ArchiveView:
    """Have an archive of everything made. Ask for it by its id until it is ready; it is kept for 7 days."""
    who = member()
    with transaction(who.household_id) as db:
        return _view(archives.get(db, who, archives.ask(db, who)))


@privacy_door.get(ONE)
@signed_in(action="export")
@privacy_door.output(ArchiveView)
def show(archive_id: UUID) -> ArchiveView:
    """How far an archive is: making, ready or failed."""
    who = member()
    with transaction(who.household_id, read_only=True) as db:
        return _view(archives.get(db, who, archive_id))


@privacy_door.get(ONE + "/file")
@privacy_door.doc(summary="Download an archive", responses={200: "The zip"})
@stepped_up(action="export")
def download(archive_id: UUID) -> Any:
    """The archive; 404 until it is ready."""
    return attempts.hand_out(member(), archive_id)


@privacy_door.delete("")
@stepped_up
@privacy_door.input(Goodbye, location="json", arg_name="goodbye")
@privacy_door.output(CertificateView)
def leave(goodbye: Goodbye) -> CertificateView:
    """Delete your account for good, at once. Send your own address; the answer is the certificate."""
    who = security.principal()
    assert who is not None, "signed_in let them in"
    attempts.check_typed(goodbye.email, who.email)
    return CertificateView(certificate=attempts.leave(security.settings(), who.person_id, who.email))


def _view(archive: archives.Archive) -> ArchiveView:
    return ArchiveView.model_validate(archive, from_attributes=True)
