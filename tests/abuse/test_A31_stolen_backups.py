"""A31: who has a backup and no key reads none of the sealed fields."""

import os
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from mingus import uploads
from mingus.core import crypto, db
from mingus.core.crypto import KeyRing, Unreadable
from mingus.core.settings import Settings
from mingus.ops.postgres import binaries
from mingus.ops.postgres.roles import Role, Urls
from tests.conftest import SECRETS
from tests.factories import browser_of, make_someone
from tests.identity.operators import as_operator, ask, make_operator
from tests.ledger.by_hand import account

CANARIES = ("Zqxfirst", "Zqxlast", "DE02120300000000202051", "Zqxreason", "Zqxfile")


@pytest.fixture(scope="module")
def backup(app: APIFlask, configuration: Settings, urls: Urls, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plain dump of a database that people with canaries live in."""
    someone = make_someone(configuration, first_name="Zqxfirst", last_name="Zqxlast")
    account(someone.member, "Everyday", number="DE02120300000000202051")
    browser_of(app, someone.member)
    operator = as_operator(app, make_operator(configuration))
    assert ask(operator, someone.member.household_id, reason="Zqxreason: a wrong sum") == 303
    with db.transaction(someone.member.household_id) as session:
        uploads.store(session, someone.member, "statement.csv", BytesIO(b"Zqxfile,1,2\n" * 100))
    file = tmp_path_factory.mktemp("stolen") / "dump.sql"
    program = binaries.find(os.environ).program("pg_dump")
    subprocess.run([program, "--file", file, urls.libpq(Role.SUPERUSER)], check=True, capture_output=True)
    return file


def test_no_sealed_field_is_in_a_backup(backup: Path) -> None:
    text = backup.read_bytes()
    assert b"COPY public.people" in text
    spelt = [(canary, said) for canary in CANARIES for said in (canary.encode(), canary.encode().hex().encode())]
    assert [canary for canary, said in spelt if said in text] == []


def test_no_key_is_in_a_backup(backup: Path) -> None:
    text = backup.read_text()
    assert [name for name, value in SECRETS.items() if value in text or value.encode().hex() in text] == []


def test_without_the_root_key_the_keys_in_it_open_nothing(configuration: Settings) -> None:
    stranger = KeyRing("x" * 32, [])
    with db.transaction(db.GLOBAL, read_only=True) as session:
        stored = crypto.WrappedKey
        columns = select(stored.kid, stored.wrapped, stored.owner_kind, stored.owner_id)
        rows = session.execute(columns.limit(20)).all()
    assert rows
    for kid, wrapped, kind, owner_id in rows:
        for claimed in (kid, stranger.kid):
            with pytest.raises(Unreadable):
                stranger.unwrap(claimed, wrapped, f"{kind}:{owner_id}")
