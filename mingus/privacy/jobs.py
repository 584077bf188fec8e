"""Background work: archives are made here, since they may take minutes."""

from uuid import UUID

import structlog

from mingus import identity
from mingus.core.db import transaction
from mingus.core.errors import NotFound
from mingus.core.jobs import job
from mingus.privacy.service import archives

log = structlog.get_logger()


@job(archives.MAKE, queue="bulk")
def make_archive(household_id: str, person_id: str, archive_id: str) -> None:
    """Make an archive that was asked for. Safe to run twice: the second time finds it made."""
    try:
        member = identity.member(UUID(household_id), UUID(person_id))
    except NotFound:
        log.info("archive dropped", archive_id=archive_id)
        return
    with transaction(member.household_id) as db:
        made = archives.make(db, member, UUID(archive_id))
    log.info("archive made", archive_id=archive_id, made=made)
