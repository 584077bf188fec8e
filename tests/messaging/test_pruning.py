"""Mails are forgotten after a month."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from mingus.core import db, retention
from mingus.core.clock import now
from mingus.core.db import GLOBAL
from mingus.core.errors import NotFound
from mingus.core.tenancy import Member
from mingus.messaging import pruning
from mingus.messaging.models import OutboxMail
from tests.messaging.test_service import read, write


def test_an_old_mail_is_forgotten_and_a_new_one_stays(alice: Member) -> None:
    old, new = write(alice), write(alice)
    long_ago = now() - retention.MAILS - timedelta(hours=1)
    with db.transaction(GLOBAL) as session:
        session.execute(update(OutboxMail).where(OutboxMail.id == old).values(created_at=long_ago))
        assert pruning.mails(session) == 1
    assert read(new).state == "kept"
    with pytest.raises(NotFound):
        read(old)
