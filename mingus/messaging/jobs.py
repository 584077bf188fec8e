"""Sending what was written down: read in one transaction, sent outside any, noted in another. At least once."""

from typing import TYPE_CHECKING
from uuid import UUID

import structlog

from mingus.core import jobs
from mingus.core import settings as configuration
from mingus.core.db import GLOBAL, transaction
from mingus.core.later import Later
from mingus.core.settings import Settings
from mingus.messaging import service

if TYPE_CHECKING:
    from mingus.messaging import message, smtp
else:  # only the worker sends; the web starts without what speaks to mail servers
    message, smtp = Later("mingus.messaging.message"), Later("mingus.messaging.smtp")

log = structlog.get_logger()


@jobs.job(service.DELIVER, queue="critical")
def deliver(mail_id: str) -> None:
    """Send one mail. Safe to run twice: what was sent is not sent again, unless the worker died before noting it."""
    deliver_by(configuration.current(), UUID(mail_id))


def deliver_by(settings: Settings, mail_id: UUID) -> None:
    """Send one mail by the server of SMTP_URL. Without one it stays in the outbox, where a command reads it."""
    url = settings.smtp_url.get_secret_value()
    with transaction(GLOBAL, read_only=True) as db:
        mail = service.due(db, mail_id) if url else None
    if mail is None:
        return
    if mail.letter is None:
        with transaction(GLOBAL) as db:
            service.give_up(db, mail_id, service.UNREADABLE)
        return
    try:
        smtp.deliver(url, message.build(mail.letter, mail_id, mail.created_at, settings))
    except smtp.NotTaken as refused:
        log.warning("mail not taken", mail_id=str(mail_id), template=mail.template, why=refused.why)
        with transaction(GLOBAL) as db:
            service.note_fault(db, mail_id, refused)
        return
    log.info("mail sent", mail_id=str(mail_id), template=mail.template)
    with transaction(GLOBAL) as db:
        service.note_sent(db, mail_id)
