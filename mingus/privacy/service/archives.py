"""Archives: asked for in a request, made by the worker, sealed, and gone after a week."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, BinaryIO, Final, cast
from uuid import UUID

from sqlalchemy import Select, and_, delete, select
from sqlalchemy.orm import Session

from mingus import uploads
from mingus.core import clock, events, jobs, retention
from mingus.core.errors import NotFound
from mingus.core.ids import new_id
from mingus.core.later import Later
from mingus.core.tenancy import Member
from mingus.privacy.models import DataArchive
from mingus.uploads import Upload

if TYPE_CHECKING:
    from mingus.privacy.service import zipping
else:  # the web starts without what writes archives
    zipping = Later("mingus.privacy.service.zipping")

MAKE: Final = "privacy.make_archive"
LISTED: Final = 5


@dataclass(frozen=True)
class Archive:
    """An archive as its owner sees it: 'making', 'ready', or 'failed'."""

    id: UUID
    status: str
    asked_at: datetime
    expires_at: datetime
    size_bytes: int

    @property
    def size(self) -> str:
        """Its size in words."""
        return f"{max(self.size_bytes / 2**20, 0.1):,.1f} MB"


def ask(db: Session, member: Member) -> UUID:
    """Have the worker make an archive; while one is being made, that one."""
    waiting = next((one for one in newest(db, member) if one.status == "making"), None)
    if waiting:
        return waiting.id
    moment = clock.now()
    archive = DataArchive(
        household_id=member.household_id,
        id=new_id(),
        person_id=member.person_id,
        status="asked",
        asked_at=moment,
        expires_at=moment + retention.DATA_ARCHIVES,
    )
    db.add(archive)
    db.flush()
    events.record(db, events.DataExported(member.household_id, member.person_id, "zip"))
    jobs.enqueue(
        db,
        MAKE,
        key=_key(archive.id),
        household_id=member.household_id,
        person_id=member.person_id,
        archive_id=archive.id,
    )
    return archive.id


def newest(db: Session, member: Member) -> list[Archive]:
    """This person's archives that are still good, the newest first."""
    wanted = _mine(member).where(DataArchive.expires_at > clock.now()).order_by(DataArchive.asked_at.desc())
    return [_view(db, row) for row in db.execute(wanted.limit(LISTED)).all()]


def get(db: Session, member: Member, archive_id: UUID) -> Archive:
    """One of them. Raises NotFound for anybody else's, and once its time is over."""
    return _view(db, _one(db, member, archive_id))


def opened(db: Session, member: Member, archive_id: UUID) -> Iterator[bytes]:
    """Its bytes, piece by piece. Raises NotFound until it is ready."""
    row = _one(db, member, archive_id)
    if row.upload_id is None:
        raise NotFound("This archive is not ready.")
    return uploads.opened(db, member.household_id, row.upload_id)


def make(db: Session, member: Member, archive_id: UUID) -> bool:
    """Fill an archive; False when there is nothing to do. Safe to do twice: it is all one transaction."""
    wanted = select(DataArchive).where(
        DataArchive.household_id == member.household_id, DataArchive.id == archive_id, DataArchive.status == "asked"
    )
    archive = db.scalar(wanted.with_for_update())
    if archive is None or archive.person_id != member.person_id:
        return False
    made_on = clock.today(member.time_zone)
    upload = uploads.begin(db, member, f"mingus-{made_on.isoformat()}.zip", purpose="archive")
    pieces = uploads.Pieces(db, upload)
    zipping.write(db, member, cast("BinaryIO", pieces))
    pieces.finish()
    archive.upload_id, archive.status, archive.finished_at = upload.id, "ready", clock.now()
    db.flush()
    return True


def write_now(db: Session, member: Member, target: BinaryIO) -> None:
    """The same at once, to a file of whoever runs this installation."""
    events.record(db, events.DataExported(member.household_id, member.person_id, "zip"))
    zipping.write(db, member, target)


def prune(db: Session, household_id: UUID) -> int:
    """Delete archives whose time is over, with their files; how many."""
    over = delete(DataArchive).where(DataArchive.household_id == household_id, DataArchive.expires_at < clock.now())
    gone = db.execute(over.returning(DataArchive.upload_id)).all()
    for row in gone:
        if row.upload_id:
            uploads.remove(db, household_id, row.upload_id)
    return len(gone)


def remove_of(db: Session, member: Member) -> None:
    """Delete all archives of somebody who goes."""
    mine = (DataArchive.household_id == member.household_id, DataArchive.person_id == member.person_id)
    files = db.scalars(select(DataArchive.upload_id).where(*mine, DataArchive.upload_id.is_not(None))).all()
    db.execute(delete(DataArchive).where(*mine))
    db.execute(delete(Upload).where(Upload.household_id == member.household_id, Upload.id.in_(files)))


def _one(db: Session, member: Member, archive_id: UUID) -> Any:
    wanted = _mine(member).where(DataArchive.id == archive_id, DataArchive.expires_at > clock.now())
    found = db.execute(wanted).one_or_none()
    if found is None:
        raise NotFound("There is no such archive. Archives are kept for a week.")
    return found


def _mine(member: Member) -> Select[*tuple[Any, ...]]:
    of_upload = and_(Upload.household_id == DataArchive.household_id, Upload.id == DataArchive.upload_id)
    columns = (
        *(DataArchive.id, DataArchive.status, DataArchive.asked_at, DataArchive.expires_at, DataArchive.upload_id),
        Upload.size_bytes,
    )
    return (
        select(*columns)
        .outerjoin(Upload, of_upload)
        .where(DataArchive.household_id == member.household_id, DataArchive.person_id == member.person_id)
    )


def _view(db: Session, row: Any) -> Archive:
    status = row.status
    if status == "asked":
        status = "making" if jobs.is_planned(db, _key(row.id)) else "failed"
    return Archive(row.id, status, row.asked_at, row.expires_at, row.size_bytes or 0)


def _key(archive_id: UUID) -> str:
    return f"archive:{archive_id}"
