"""The archive is written in little memory, and unpacks into its own folder."""

import io
import tracemalloc
import zipfile
from collections.abc import Iterable
from typing import Any, BinaryIO, cast

import pytest

from mingus.core import personal_data
from mingus.core.db import transaction
from mingus.core.tenancy import Member
from mingus.privacy.service import zipping


class Counting(io.RawIOBase):
    """Counts what is written and keeps none of it; it can't go back."""

    written = 0

    def writable(self) -> bool:
        return True

    def write(self, piece: Any, /) -> int:
        self.written += len(piece)
        return len(piece)


def write(member: Member, target: Any) -> None:
    with transaction(member.household_id, read_only=True) as db:
        zipping.write(db, member, cast("BinaryIO", target))


def test_large_files_never_sit_in_memory(alice: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    piece = bytes(range(256)) * 1024

    def large(*_: object) -> Iterable[tuple[str, Iterable[bytes]]]:
        yield "documents/large.pdf", (piece for _ in range(128))

    monkeypatch.setattr(personal_data, "files", large)
    target = Counting()
    tracemalloc.start()
    try:
        write(alice, target)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert target.written > 0
    assert peak < 8 * 2**20


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("a\\..\\b", "a/b"),
        ("d/" + "x" * 300, "d/" + "x" * 180),
    ],
)
def test_no_path_leads_out(alice: Member, monkeypatch: pytest.MonkeyPatch, path: str, kept: str) -> None:
    monkeypatch.setattr(personal_data, "files", lambda *_: [(path, [b"x"])])
    target = io.BytesIO()
    write(alice, target)
    assert zipfile.ZipFile(target).namelist()[1] == kept
