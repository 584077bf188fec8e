"""Hostile files through the front door: refused in a moment, and nothing of them is kept."""

import io
import zipfile

import pytest
from apiflask import APIFlask
from sqlalchemy import func, select

from mingus.core.db import transaction
from mingus.core.security import ANONYMOUS_BODY_BYTES
from mingus.core.tenancy import Member
from mingus.ledger.models import FileImport, ImportRow
from mingus.uploads.models import Upload
from tests.factories import Browser, Program

HEAD = b'<?xml version="1.0"?><?OFX OFXHEADER="200" VERSION="211"?>'
UTF_16 = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE OFX [<!ENTITY x "y">]><OFX>&x;</OFX>'
LAUGHS = b"".join(
    b'<!ENTITY a%d "%s">' % (level, b"&a%d;" % (level - 1) * 10 if level else b"ha" * 100) for level in range(10)
)


def zip_bomb(name: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(20):
            archive.writestr(f"{number}-{name}", b"0" * 5 * 2**20)
    return target.getvalue()


HOSTILE = {
    "an external entity": HEAD + b'<!DOCTYPE OFX [<!ENTITY x SYSTEM "file:///etc/passwd">]><OFX>&x;</OFX>',
    "an external entity over the network": HEAD + b'<!DOCTYPE OFX SYSTEM "http://127.0.0.1:9/x.dtd"><OFX></OFX>',
    "a parameter entity": HEAD + b'<!DOCTYPE OFX [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]><OFX></OFX>',
    "a billion laughs": HEAD + b"<!DOCTYPE OFX [" + LAUGHS + b"]><OFX>&a9;</OFX>",
    "a quadratic blow-up": HEAD + b'<!DOCTYPE OFX [<!ENTITY a "' + b"a" * 50_000 + b'">]><OFX>' + b"&a;" * 20_000,
    "XML in another encoding": UTF_16.encode("utf-16"),
    "a zip bomb": zip_bomb("statement.csv"),
    "a zip bomb that says it is a spreadsheet": zip_bomb("xl/workbook.xml"),
    "gzip": b"\x1f\x8b\x08\x00" + b"\0" * 5000,
    "a web page": b"<!doctype html><html><body><script>alert(1)</script></body></html>",
    "a PDF": b"%PDF-1.7\n" + b"0" * 5000,
    "a program": b"\x7fELF" + b"\x02\x01\x01" + b"\0" * 5000,
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("called", ["statement.csv", "statement.ofx"])
def test_it_is_refused_and_nothing_is_kept(as_alice: Browser, alice: Member, name: str, called: str) -> None:
    answer = as_alice.post("/imports", data={"file": (io.BytesIO(HOSTILE[name]), called)})
    assert answer.status_code == 422
    assert 'id="file-error"' in answer.text
    assert "root:" not in answer.text
    assert kept(alice) == (0, 0, 0)


def test_a_program_gets_the_same_answer(api_alice: Program, alice: Member) -> None:
    for content in HOSTILE.values():
        answer = api_alice.post("/api/imports", data={"file": (io.BytesIO(content), "statement.qfx")})
        assert (answer.status_code, answer.get_json()["code"]) == (422, "bad_file")
    assert kept(alice) == (0, 0, 0)


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "..\\..\\boot.ini", "/etc/shadow", "a\0b.csv", "x" * 5000, "\u202egnp.csv"]
)
def test_a_files_name_is_only_a_name(as_alice: Browser, name: str) -> None:
    content = b"Date,Description,Amount\n2026-03-01,SHOP,-1.00\n"
    answer = as_alice.post("/imports", data={"file": (io.BytesIO(content), name)})
    assert answer.status_code == 303
    heading = as_alice.get(answer.location).text.partition("<h1>")[2].partition("</h1>")[0]
    assert 0 < len(heading) <= 200
    assert not set("/\\\0\u202e") & set(heading)


def kept(member: Member) -> tuple[int, ...]:
    """How many files, imports and rows the household has."""
    with transaction(member.household_id, read_only=True) as db:
        counted = [
            select(func.count()).where(table.household_id == member.household_id)
            for table in (Upload, FileImport, ImportRow)
        ]
        return tuple(db.scalar(query) or 0 for query in counted)


class Unread(io.RawIOBase):
    """A body that nobody may touch."""

    def readable(self) -> bool:
        return True

    def readinto(self, _buffer: object) -> int:
        raise AssertionError("the body was read")


@pytest.mark.parametrize(
    ("path", "status"), [("/imports", 303), ("/api/imports", 401), ("/login", 413), ("/api/auth/login", 413)]
)
@pytest.mark.parametrize("cookie", ["", "made-up"])
def test_a_visitors_large_body_is_refused_unread(app: APIFlask, path: str, status: int, cookie: str) -> None:
    client = app.test_client()
    if cookie:
        client.set_cookie("session", cookie)
    environ = {"wsgi.input": Unread(), "CONTENT_LENGTH": "40000000", "CONTENT_TYPE": "multipart/form-data; boundary=x"}
    if status == 413:
        environ["CONTENT_LENGTH"] = str(ANONYMOUS_BODY_BYTES + 1)
    assert client.post(path, environ_overrides=environ).status_code == status
