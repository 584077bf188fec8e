"""Mail: written down where it is caused, sent by the worker. Knows addresses, and no people."""

from collections.abc import Iterable
from email.message import EmailMessage
from uuid import UUID

import click
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from mingus.core import personal_data
from mingus.core import pruning as core_pruning
from mingus.messaging import jobs as jobs  # registers the sending
from mingus.messaging import pruning
from mingus.messaging.models import OutboxMail
from mingus.messaging.service import newest, send, states

__all__ = ["deliver", "newest", "send", "states"]


def COMMANDS() -> list[click.Command]:  # noqa: N802  beside DOORS; a function, so that the web loads no command
    """The commands of this package."""
    from mingus.messaging.cli import mail

    return [mail]


def deliver(url: str, message: EmailMessage) -> None:
    """Hand one mail to the server at `url` now, past the outbox. Raises ConfigurationError, Unavailable."""
    from mingus.messaging import smtp  # the web never does

    smtp.deliver(url, message)


def _export(db: Session, household_id: UUID) -> Iterable[tuple[str, personal_data.Rows]]:
    """That something was written, and when. Bodies hold one-time links, which belong in no archive."""
    columns = select(
        OutboxMail.id, OutboxMail.person_id, OutboxMail.template, OutboxMail.created_at, OutboxMail.sent_at
    )
    yield "outbox", db.execute(columns.where(OutboxMail.household_id == household_id)).mappings()


def _erase(db: Session, household_id: UUID) -> None:
    db.execute(delete(OutboxMail).where(OutboxMail.household_id == household_id))


core_pruning.of_all("mails", pruning.mails)
personal_data.register(
    personal_data.PersonalData("messaging", frozenset({OutboxMail.__tablename__}), export=_export, erase=_erase)
)
