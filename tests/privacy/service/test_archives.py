"""Archives: asked for, made once, sealed, of one person, gone after a week."""

import io
import json
import zipfile
from datetime import timedelta
from hashlib import sha256
from uuid import UUID

import pytest
from sqlalchemy import func, select, text, update

from mingus.core.clock import now
from mingus.core.db import transaction
from mingus.core.errors import NotFound
from mingus.core.tenancy import Member
from mingus.privacy.models import DataArchive
from mingus.privacy.service import archives
from mingus.privacy.service.archives import Archive
from mingus.uploads import Upload
from mingus.uploads.models import UploadChunk
from tests.ledger.by_hand import account, add
from tests.ledger.service.test_seeing import fill
from tests.privacy.household import let_in, make_archives
from tests.uploads.pictures import GOOD_PDF


def ask(member: Member) -> UUID:
    with transaction(member.household_id) as db:
        return archives.ask(db, member)


def newest(member: Member) -> list[Archive]:
    with transaction(member.household_id, read_only=True) as db:
        return archives.newest(db, member)


def unzipped(member: Member, archive_id: UUID) -> zipfile.ZipFile:
    with transaction(member.household_id, read_only=True) as db:
        return zipfile.ZipFile(io.BytesIO(b"".join(archives.opened(db, member, archive_id))))


def test_an_archive_is_being_made_and_then_ready(alice: Member) -> None:
    archive_id = ask(alice)
    assert [(one.id, one.status) for one in newest(alice)] == [(archive_id, "making")]
    with pytest.raises(NotFound):
        unzipped(alice, archive_id)
    make_archives(alice)
    assert newest(alice)[0].status == "ready"
    assert unzipped(alice, archive_id).testzip() is None


def test_asking_twice_makes_one(alice: Member) -> None:
    assert ask(alice) == ask(alice)
    make_archives(alice)
    make_archives(alice)
    with transaction(alice.household_id, read_only=True) as db:
        assert db.scalar(select(func.count()).select_from(Upload)) == 1


def test_one_that_was_given_up_is_shown_as_failed_and_can_be_asked_for_anew(alice: Member) -> None:
    first = ask(alice)
    with transaction(alice.household_id) as db:
        db.execute(text("DELETE FROM procrastinate_jobs WHERE queueing_lock = :key"), {"key": f"archive:{first}"})
    assert newest(alice)[0].status == "failed"
    assert ask(alice) != first


def test_everything_is_in_it_and_every_checksum_is_right(alice: Member) -> None:
    fill(alice, "Common")
    archive_id = ask(alice)
    make_archives(alice)
    found = unzipped(alice, archive_id)
    names = found.namelist()
    assert names[0] == "README.txt"
    assert {"transactions.csv", "ledger.json", "books.beancount", "tables/people.json", "tables/goals.json"} <= set(
        names
    )
    assert [found.read(name) for name in names if name.startswith("documents/")] == [GOOD_PDF]
    assert len([name for name in names if name.startswith("imports/")]) == 1
    assert json.loads(found.read("tables/people.json"))[0]["first_name"] == "Alice"
    manifest = {one["path"]: one["sha256"] for one in json.loads(found.read("manifest.json"))["files"]}
    assert manifest == {name: sha256(found.read(name)).hexdigest() for name in names if name != "manifest.json"}
    sums = found.read("SHA256SUMS").decode()
    assert f"{manifest['README.txt']}  README.txt\n" in sums


def test_no_secret_is_in_it(alice: Member) -> None:
    archive_id = ask(alice)
    make_archives(alice)
    found = unzipped(alice, archive_id)
    tables = " ".join(found.read(name).decode() for name in found.namelist() if name.startswith("tables/"))
    for secret in ("argon2", "password_hash", "token_hash", "id_hash", "wrapped", "_sealed"):
        assert secret not in tables


def test_nothing_of_the_others_is_in_it(alice: Member, bob: Member) -> None:
    partner = let_in(alice, bob)
    fill(alice, "Canary private shop")
    with transaction(alice.household_id) as db:
        db.execute(text("UPDATE accounts SET private_to = :id"), {"id": alice.person_id})
    add(alice, account_id=account(alice, "Common"))
    archive_id = ask(partner)
    make_archives(alice)
    found = unzipped(partner, archive_id)
    content = b" ".join(found.read(name) for name in found.namelist()).lower()
    assert b"canary" not in content
    assert b"alice" not in content.replace(b"alices", b"")
    assert [row["person_id"] for row in json.loads(found.read("tables/memberships.json"))] == [str(bob.person_id)]
    assert {row["id"] for row in json.loads(found.read("tables/people.json"))} == {str(bob.person_id)}
    with pytest.raises(NotFound):
        unzipped(alice, archive_id)


def test_it_lies_sealed(alice: Member) -> None:
    ask(alice)
    make_archives(alice)
    with transaction(alice.household_id, read_only=True) as db:
        pieces = b"".join(db.scalars(select(UploadChunk.sealed)))
    assert b"PK" not in pieces[:40]
    assert b"README" not in pieces


def test_after_a_week_it_is_gone_with_its_file(alice: Member) -> None:
    archive_id = ask(alice)
    make_archives(alice)
    with transaction(alice.household_id) as db:
        assert archives.prune(db, alice.household_id) == 0
        db.execute(update(DataArchive).values(expires_at=now() - timedelta(seconds=1)))
    assert newest(alice) == []
    with pytest.raises(NotFound):
        unzipped(alice, archive_id)
    with transaction(alice.household_id) as db:
        assert archives.prune(db, alice.household_id) == 1
        assert db.scalar(select(func.count()).select_from(Upload)) == 0
