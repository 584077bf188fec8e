"""What the worker would do, done by the test itself: jobs that wait are run, and the outbox is read."""

from uuid import UUID

from sqlalchemy import select, text

from mingus.core import db, jobs
from mingus.core.db import GLOBAL
from mingus.messaging import service
from mingus.messaging.models import OutboxMail
from mingus.messaging.rendering import Letter

_NEXT = text(
    "DELETE FROM procrastinate_jobs WHERE id = (SELECT min(id) FROM procrastinate_jobs WHERE task_name LIKE :names"
    " AND status = 'todo') RETURNING task_name, args"
)
_SOME = 50_000


def work(names: str = "identity.mail_%") -> int:
    """Run every waiting job whose name is like `names`; how many there were."""
    handlers = {handler.name: handler.run for handler in jobs.handlers()}
    for done in range(_SOME):
        with db.transaction(GLOBAL) as session:
            found = session.execute(_NEXT, {"names": names}).one_or_none()
        if found is None:
            return done
        handlers[found.task_name](**found.args)
    raise AssertionError("jobs breed jobs")


def letters(to: str) -> list[Letter]:
    """What was written to an address, oldest first."""
    with db.transaction(GLOBAL, read_only=True) as session:
        mails = service.newest(session, _SOME)
    return [mail.letter for mail in reversed(mails) if mail.letter and mail.letter.to == to]


def to_person(person_id: UUID) -> list[str]:
    """The templates of what was written to a person, oldest first."""
    with db.transaction(GLOBAL, read_only=True) as session:
        wanted = select(OutboxMail.template).where(OutboxMail.person_id == person_id)
        return list(session.scalars(wanted.order_by(OutboxMail.created_at)))
