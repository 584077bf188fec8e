"""What people may ask of whoever keeps their data: what is kept and why, all of it to take along, and an end to it."""

from collections.abc import Iterable
from uuid import UUID

import click
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from mingus import identity
from mingus.core import events, personal_data, pruning
from mingus.privacy import activity as activity  # puts its events into words
from mingus.privacy import api, pages
from mingus.privacy import jobs as jobs  # registers the making of archives
from mingus.privacy.models import DataArchive, TermsAcceptance
from mingus.privacy.service import acceptance, archives
from mingus.privacy.service.archives import write_now as write_archive

DOORS = (*pages.DOORS, *api.DOORS)

__all__ = ["COMMANDS", "DOORS", "write_archive"]

events.within(events.PersonRegistered, acceptance.joined)
pruning.of_each_household("archives", archives.prune)


def COMMANDS() -> list[click.Command]:  # noqa: N802  beside DOORS; a function, so that the web loads no command
    """`mingus user` with two more."""
    from mingus.privacy.cli import check_certificate, delete

    (user,) = identity.COMMANDS()
    assert isinstance(user, click.Group), "it has the commands about people"
    user.add_command(delete)
    user.add_command(check_certificate)
    return [user]


def _export(db: Session, household_id: UUID) -> Iterable[tuple[str, personal_data.Rows]]:
    made = select(DataArchive.id, DataArchive.person_id, DataArchive.asked_at, DataArchive.finished_at)
    yield "data_archives", db.execute(made.where(DataArchive.household_id == household_id)).mappings()
    membership = identity.models.Membership
    people = select(membership.person_id).where(membership.household_id == household_id)
    columns = select(TermsAcceptance.person_id, TermsAcceptance.version, TermsAcceptance.accepted_at)
    yield "terms_acceptances", db.execute(columns.where(TermsAcceptance.person_id.in_(people))).mappings()


def _erase(db: Session, household_id: UUID) -> None:
    """What was accepted goes with its person."""
    db.execute(delete(DataArchive).where(DataArchive.household_id == household_id))


personal_data.register(
    personal_data.PersonalData(
        "privacy",
        frozenset({DataArchive.__tablename__, TermsAcceptance.__tablename__}),
        export=_export,
        erase=_erase,
        leave=archives.remove_of,
    )
)
