"""The outbox: a mail exists exactly when its cause does, sealed, and says what became of it."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select, text, update

from mingus.core import db
from mingus.core.clock import now
from mingus.core.db import GLOBAL
from mingus.core.errors import NotFound, Refused
from mingus.core.ids import new_id
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.messaging import service
from mingus.messaging.models import OutboxMail
from mingus.messaging.smtp import NotTaken

FACTS = {"site": "https://money.example/reset/secret-of-this-link"}
BUSY = NotTaken("", "the recipient was refused", code=451)
GONE = NotTaken("", "the recipient was refused", code=550)


def write(member: Member | None = None, to: str = "alice@example.com") -> UUID:
    person_id, household_id = (member.person_id, member.household_id) if member else (None, None)
    with db.transaction(GLOBAL) as session:
        return service.send(
            session,
            template="messaging/trial",
            to=to,
            facts=FACTS,
            person_id=person_id,
            household_id=household_id,
        )


def read(mail_id: UUID) -> service.Mail:
    with db.transaction(GLOBAL, read_only=True) as session:
        return service.find(session, mail_id)


def jobs_for(mail_id: UUID) -> int:
    with db.transaction(GLOBAL, read_only=True) as session:
        waiting = text("SELECT count(*) FROM procrastinate_jobs WHERE args->>'mail_id' = :id AND status = 'todo'")
        return session.scalar(waiting, {"id": str(mail_id)}) or 0


def test_a_mail_and_its_job_are_there_once_their_cause_has_happened(alice: Member) -> None:
    mail_id = write(alice)
    mail = read(mail_id)
    assert (mail.state, mail.template) == ("kept", "messaging/trial")
    assert mail.letter is not None
    assert "secret-of-this-link" in mail.letter.text
    assert jobs_for(mail_id) == 1


def test_what_is_rolled_back_writes_to_nobody(alice: Member) -> None:
    mail_id = new_id()
    with pytest.raises(ZeroDivisionError), db.transaction(GLOBAL) as session:
        mail_id = service.send(session, template="messaging/trial", to="alice@example.com", facts=FACTS)
        raise ZeroDivisionError
    with pytest.raises(NotFound):
        read(mail_id)
    assert jobs_for(mail_id) == 0


@pytest.mark.parametrize("is_about_somebody", [True, False])
def test_neither_address_nor_link_lies_in_the_database_in_the_open(alice: Member, *, is_about_somebody: bool) -> None:
    mail_id = write(alice if is_about_somebody else None)
    with db.transaction(GLOBAL, read_only=True) as session:
        line = session.scalar(text("SELECT outbox::text FROM outbox WHERE id = :id"), {"id": mail_id})
        sealed = session.scalars(select(OutboxMail.letter_sealed).where(OutboxMail.id == mail_id)).one()
    assert "alice@" not in str(line)
    assert b"secret-of-this-link" not in sealed
    assert read(mail_id).letter is not None


def test_nothing_is_written_to_what_is_no_address(configuration: Settings, alice: Member) -> None:
    with pytest.raises(Refused):
        write(alice, "alice@example.com\nBcc: bob@example.com")


def test_a_busy_server_is_asked_again_later(alice: Member) -> None:
    mail_id = write(alice)
    with db.transaction(GLOBAL) as session:
        service.note_fault(session, mail_id, BUSY)
    mail = read(mail_id)
    assert (mail.state, mail.attempts, mail.fault) == ("waiting", 1, "the recipient was refused (451)")
    assert jobs_for(mail_id) == 2  # the one that has just run, and the next


def test_a_refusal_for_good_is_believed(alice: Member) -> None:
    mail_id = write(alice)
    with db.transaction(GLOBAL) as session:
        service.note_fault(session, mail_id, GONE)
        assert service.due(session, mail_id) is None
    assert read(mail_id).state == "given up"
    assert jobs_for(mail_id) == 1


def test_a_mail_that_has_ceased_to_be_good_for_anything_is_given_up(alice: Member) -> None:
    mail_id = write(alice)
    with db.transaction(GLOBAL) as session:
        session.execute(
            update(OutboxMail).where(OutboxMail.id == mail_id).values(good_until=now() + timedelta(seconds=9))
        )
        service.note_fault(session, mail_id, BUSY)
    assert read(mail_id).state == "given up"


def test_what_was_sent_is_not_due_any_more(alice: Member) -> None:
    mail_id = write(alice)
    with db.transaction(GLOBAL) as session:
        assert service.due(session, mail_id) is not None
        service.note_sent(session, mail_id)
        assert service.due(session, mail_id) is None
    assert read(mail_id).state == "sent"


def test_a_mail_goes_with_its_person(alice: Member, bob: Member) -> None:
    gone, stays = write(alice), write(bob)
    with db.transaction(alice.household_id) as session:
        session.execute(text("DELETE FROM people WHERE id = :id"), {"id": alice.person_id})
    with db.transaction(GLOBAL, read_only=True) as session:
        left = select(func.count()).select_from(OutboxMail)
        assert session.scalar(left.where(OutboxMail.id == gone)) == 0
        assert session.scalar(left.where(OutboxMail.id == stays)) == 1
