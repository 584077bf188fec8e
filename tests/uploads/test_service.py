"""Files are kept sealed, whole and private, however large they are."""

import io
import tracemalloc
from typing import BinaryIO, cast
from uuid import UUID

import pytest
from sqlalchemy import select, text, update

from mingus import uploads
from mingus.core.crypto import Unreadable
from mingus.core.db import transaction
from mingus.core.errors import BadFile, NotFound, TooLarge
from mingus.core.tenancy import Member
from mingus.uploads.models import Upload, UploadChunk
from mingus.uploads.service import CHUNK_BYTES

THREE_CHUNKS = b"".join(bytes([number]) * CHUNK_BYTES for number in (1, 2)) + b"the rest"


def _store(member: Member, content: bytes, name: str = "march.csv", **more: int) -> Upload:
    with transaction(member.household_id) as db:
        return uploads.store(db, member, name, io.BytesIO(content), **more)


def _opened(member: Member, upload_id: UUID) -> bytes:
    target = io.BytesIO()
    with transaction(member.household_id, read_only=True) as db:
        uploads.copy_to(db, member.household_id, upload_id, target)
    return target.getvalue()


def _chunks(member: Member, upload_id: UUID) -> list[bytes]:
    with transaction(member.household_id, read_only=True) as db:
        pieces = select(UploadChunk.sealed).where(UploadChunk.upload_id == upload_id).order_by(UploadChunk.position)
        return list(db.scalars(pieces))


@pytest.mark.parametrize("size", [1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1])
def test_a_file_comes_back_byte_for_byte(alice: Member, size: int) -> None:
    content = b"\x00\xffA" * (size // 3) + b"z" * (size % 3)
    stored = _store(alice, content)
    assert (stored.size_bytes, len(stored.sha256)) == (size, 32)
    assert _opened(alice, stored.id) == content


def test_nothing_of_it_can_be_read_in_the_table(alice: Member) -> None:
    stored = _store(alice, b"Date,Description,Amount\n" * 20_000)
    chunks = _chunks(alice, stored.id)
    assert len(chunks) == 2
    assert not [chunk for chunk in chunks if b"Description" in chunk]


def test_the_end_of_a_file_is_its_last_whole_piece_and_the_rest(alice: Member) -> None:
    with transaction(alice.household_id) as db:
        long, short = (uploads.store(db, alice, "a.csv", io.BytesIO(content)) for content in (THREE_CHUNKS, b"short"))
        assert uploads.ending(db, alice.household_id, long.id) == THREE_CHUNKS[CHUNK_BYTES:]
        assert uploads.ending(db, alice.household_id, short.id) == b"short"


def test_the_same_file_twice_looks_different(alice: Member) -> None:
    assert _chunks(alice, _store(alice, b"x").id) != _chunks(alice, _store(alice, b"x").id)


def test_pieces_that_changed_places_are_unreadable(alice: Member) -> None:
    stored = _store(alice, THREE_CHUNKS)
    with transaction(alice.household_id) as db:
        swap = "UPDATE upload_chunks SET position = CASE position WHEN 0 THEN 11 ELSE 10 END WHERE upload_id = :id"
        db.execute(text(f"{swap} AND position < 2"), {"id": stored.id})
        back = update(UploadChunk).where(UploadChunk.upload_id == stored.id, UploadChunk.position >= 10)
        db.execute(back.values(position=UploadChunk.position - 10))
    with pytest.raises(Unreadable):
        _opened(alice, stored.id)


def test_a_piece_of_another_file_is_unreadable(alice: Member) -> None:
    first, second = _store(alice, b"first"), _store(alice, b"other")
    with transaction(alice.household_id) as db:
        planted = update(UploadChunk).where(UploadChunk.upload_id == second.id)
        db.execute(planted.values(sealed=_chunks(alice, first.id)[0]))
    with pytest.raises(Unreadable):
        _opened(alice, second.id)


@pytest.mark.parametrize("position", [0, 1, 2])
def test_a_file_that_lost_a_piece_is_unreadable_and_never_a_shorter_one(alice: Member, position: int) -> None:
    stored = _store(alice, THREE_CHUNKS)
    with transaction(alice.household_id) as db:
        gone = text("DELETE FROM upload_chunks WHERE upload_id = :id AND position = :position")
        db.execute(gone, {"id": stored.id, "position": position})
    with pytest.raises(Unreadable):
        _opened(alice, stored.id)


def test_one_byte_more_than_the_limit_is_refused_and_nothing_is_kept(alice: Member) -> None:
    assert _store(alice, b"x" * 2048, max_bytes=2048).size_bytes == 2048
    with pytest.raises(TooLarge):
        _store(alice, b"x" * 2049, max_bytes=2048)
    with transaction(alice.household_id, read_only=True) as db:
        assert db.scalars(select(Upload.size_bytes)).all() == [2048]


def test_the_limit_is_said_in_megabytes(alice: Member) -> None:
    with pytest.raises(TooLarge, match="larger than 1 MB, which is the most Mingus takes"):
        _store(alice, b"x" * (2**20 + 1), max_bytes=2**20)


def test_an_empty_file_is_refused_and_nothing_is_kept(alice: Member) -> None:
    with pytest.raises(BadFile, match="empty"):
        _store(alice, b"")
    with transaction(alice.household_id, read_only=True) as db:
        assert db.scalars(select(Upload.id)).all() == []


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("march.csv", "march.csv"),
        ("C:\\Users\\Alice\\march.csv", "march.csv"),
        ("../../etc/passwd", "passwd"),
        ("ma\r\nrch\x00\x1b[31m.csv", "march[31m.csv"),
        ("\u202egnp.csv", "gnp.csv"),
        ("Kontoauszug März.csv", "Kontoauszug März.csv"),
        ("   ", "file"),
        ("folder/", "file"),
        ("", "file"),
        ("x" * 300, "x" * 200),
    ],
)
def test_a_name_is_the_last_part_of_its_path_on_one_printable_line(alice: Member, sent: str, kept: str) -> None:
    assert _store(alice, b"x", sent).file_name == kept


def test_nobody_opens_or_removes_a_file_of_someone_else(alice: Member, bob: Member) -> None:
    stored = _store(alice, b"mine")
    with pytest.raises(NotFound):
        _opened(bob, stored.id)
    with transaction(bob.household_id) as db:
        uploads.remove(db, bob.household_id, stored.id)
    assert _opened(alice, stored.id) == b"mine"


def test_a_removed_file_leaves_no_piece_and_can_be_removed_again(alice: Member) -> None:
    stored = _store(alice, THREE_CHUNKS)
    for _ in range(2):
        with transaction(alice.household_id) as db:
            uploads.remove(db, alice.household_id, stored.id)
    assert _chunks(alice, stored.id) == []
    with pytest.raises(NotFound):
        _opened(alice, stored.id)


class Endless(io.RawIOBase):
    """So many bytes, made as they are read."""

    def __init__(self, size: int) -> None:
        self.left = size

    def read(self, size: int = -1, /) -> bytes:
        piece = b"7" * min(size, self.left)
        self.left -= len(piece)
        return piece


class Counting(io.RawIOBase):
    """Counts what is written, and keeps none of it."""

    written = 0

    def write(self, piece: object, /) -> int:
        size = len(cast("bytes", piece))
        self.written += size
        return size


def test_a_large_file_never_sits_in_memory(alice: Member) -> None:
    size, bound = 24 * 2**20, 8 * 2**20
    target = Counting()
    tracemalloc.start()
    try:
        with transaction(alice.household_id) as db:
            stored = uploads.store(db, alice, "large.csv", cast("BinaryIO", Endless(size)))
        with transaction(alice.household_id, read_only=True) as db:
            uploads.copy_to(db, alice.household_id, stored.id, cast("BinaryIO", target))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert target.written == stored.size_bytes == size
    assert peak < bound
