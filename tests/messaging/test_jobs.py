"""Mails leave the outbox by a real server, once; what goes wrong is noted."""

from pathlib import Path
from uuid import UUID

import pytest
from pydantic import SecretStr
from sqlalchemy import delete

from mingus.core import db
from mingus.core import settings as configuration_of
from mingus.core.crypto import WrappedKey, forget
from mingus.core.db import GLOBAL
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.messaging import jobs, smtp
from tests.messaging.test_service import read, write
from tests.servers.mail import hanging, serving


def by(configuration: Settings, port: int, *, user: str = "", scheme: str = "smtp") -> Settings:
    return configuration.model_copy(update={"smtp_url": SecretStr(f"{scheme}://{user}127.0.0.1:{port}")})


def test_a_mail_is_sent_once_however_often_its_job_runs(
    configuration: Settings, alice: Member, authority: Path
) -> None:
    mail_id = write(alice)
    with serving(authority) as box:
        for _ in range(2):
            jobs.deliver_by(by(configuration, box.port, user="mingus:right@"), mail_id)
    assert (len(box.letters), box.under_tls, box.signed_in) == (1, [True], [True])
    assert f"Message-ID: <{mail_id.hex}@127.0.0.1>".encode() in box.letters[0]
    assert read(mail_id).state == "sent"


def test_without_a_server_it_stays_to_be_read(configuration: Settings, alice: Member) -> None:
    mail_id = write(alice)
    configuration_of.use(configuration)
    jobs.deliver(str(mail_id))
    assert (read(mail_id).state, read(mail_id).attempts) == ("kept", 0)


@pytest.mark.parametrize(("to", "state"), [("refused@example.org", "given up"), ("later@example.org", "waiting")])
def test_what_the_server_refuses_is_noted_without_the_address(
    configuration: Settings, alice: Member, to: str, state: str
) -> None:
    mail_id = write(alice, to)
    with serving(None) as box:
        jobs.deliver_by(by(configuration, box.port), mail_id)
    assert read(mail_id).state == state
    assert to not in str(read(mail_id).fault)


def test_a_server_that_hangs_is_left_and_asked_again(
    configuration: Settings, alice: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smtp, "ANSWER_SECONDS", 0.2)
    mail_id = write(alice)
    with hanging() as port:
        jobs.deliver_by(by(configuration, port), mail_id)
    assert read(mail_id).state == "waiting"


def test_a_mail_whose_key_is_gone_is_given_up(configuration: Settings, alice: Member) -> None:
    mail_id = write(alice)
    _lose_key_of(alice.person_id)
    with serving(None) as box:
        jobs.deliver_by(by(configuration, box.port), mail_id)
    assert box.letters == []
    assert (read(mail_id).state, read(mail_id).letter) == ("given up", None)


def _lose_key_of(person_id: UUID) -> None:
    with db.transaction(GLOBAL) as session:
        session.execute(delete(WrappedKey).where(WrappedKey.owner_id == person_id))
    forget("person", person_id)
