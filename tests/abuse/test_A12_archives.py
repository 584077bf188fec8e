"""A12: zip bombs, nested archives, paths that lead out. No archive is taken, whatever it says that it is."""

import io
import struct
import tarfile
import zipfile

import pytest

from mingus.core.tenancy import Member
from tests.abuse.attaching import attached, send_and_watch
from tests.factories import Browser
from tests.uploads.pictures import GOOD_PDF


def bomb(size: int = 60 * 2**20) -> bytes:
    """58 KB that unfold to 60 MB."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("receipt.jpg", bytes(size))
    return target.getvalue()


def nested(depth: int = 4) -> bytes:
    content = bomb(2**20)
    for _ in range(depth):
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(10):
                archive.writestr(f"{number}.zip", content)
        content = target.getvalue()
    return content


def leading_out() -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        link = tarfile.TarInfo("receipt.jpg")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
        archive.addfile(tarfile.TarInfo("../../../etc/cron.d/x"))
    return target.getvalue()


def overlapping() -> bytes:
    """Two entries of the directory that lead to the same bytes."""
    whole = bomb(2**20)
    start = whole.index(b"PK\x01\x02")
    end = whole.index(b"PK\x05\x06")
    entry = whole[start:end]
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 200, 200, len(entry) * 200, start, 0)
    return whole[:start] + entry * 200 + tail


ARCHIVES = {
    "a bomb of 58 KB and 60 MB": bomb(),
    "archives in archives": nested(),
    "entries that overlap": overlapping(),
    "a link and a path that lead out": leading_out(),
    "gzip": b"\x1f\x8b\x08\x00" + bytes(4000),
    "7z": b"7z\xbc\xaf\x27\x1c" + bytes(4000),
    "rar": b"Rar!\x1a\x07\x01\x00" + bytes(4000),
    "a PDF that is an archive too": GOOD_PDF + bomb(2**20),
}


@pytest.mark.parametrize("name", ARCHIVES)
@pytest.mark.parametrize("called", ["receipt.jpg", "receipt.zip", "receipt.pdf"])
def test_an_archive_is_refused_at_once_and_nothing_is_kept(
    as_alice: Browser, alice: Member, name: str, called: str
) -> None:
    answer = send_and_watch(as_alice, alice, ARCHIVES[name], called)
    assert answer.status_code == 422
    assert attached(alice) == (0, 0, 0)


@pytest.mark.parametrize("name", ["../../etc/cron.d/x", "..\\..\\boot.ini", "/etc/passwd", "a\0b.pdf", "\u202egnp.pdf"])
def test_a_path_in_a_files_name_leads_nowhere(as_alice: Browser, alice: Member, name: str) -> None:
    answer = send_and_watch(as_alice, alice, GOOD_PDF, name)
    assert answer.status_code == 303
    page = as_alice.get(answer.location.partition("#")[0]).text
    shown = page.partition('<b class="break-words">')[2].partition("</b>")[0]
    assert shown.endswith(".pdf")
    assert not set("/\\\0\u202e") & set(shown)
