"""The files are what they say, small enough to be sent to a site that people use."""

import io
import struct
import zipfile

from mingus.checklist.looking.hostile_files import BOMB_BYTES, BOUNDARY, hostile_files
from mingus.core.security import ANONYMOUS_BODY_BYTES

FILES = {file.what: file for file in hostile_files()}


def test_there_are_eight_and_all_are_small() -> None:
    assert len(FILES) == 8
    assert sum(len(file.body) for file in FILES.values()) < 128 * 1024


def test_the_archive_holds_a_thousand_times_its_size() -> None:
    content = FILES["a small archive of a large file"].content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.infolist()[0].file_size == BOMB_BYTES
    assert len(content) < 20_000


def test_the_picture_says_it_has_four_billion_pixels() -> None:
    content = FILES["a small picture of four billion pixels"].content
    assert content.startswith(b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR")
    wide, high = struct.unpack(">II", content[16:24])
    assert wide * high > 4_000_000_000


def test_the_virus_is_the_one_that_scanners_know() -> None:
    content = FILES["the test virus"].content
    assert (len(content), content[:4], content[-5:]) == (68, b"X5O!", b"$H+H*")


def test_a_body_is_the_form_a_browser_sends() -> None:
    file = FILES["a name that leads out"]
    assert file.body.startswith(f"--{BOUNDARY}\r\n".encode())
    assert b'filename="../../../../etc/cron.d/mingus"\r\n\r\n* * * * * root true\n\r\n' in file.body
    assert file.body.endswith(f"--{BOUNDARY}--\r\n".encode())
    assert file.headers == {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}


def test_the_large_one_is_just_too_large_for_where_it_goes() -> None:
    file = FILES["more than we take"]
    assert file.path == "/api/auth/login"
    assert ANONYMOUS_BODY_BYTES < len(file.body) < ANONYMOUS_BODY_BYTES + 500
    assert {other.path for other in FILES.values() if other is not file} == {"/api/imports"}
