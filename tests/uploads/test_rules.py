"""Kinds of files, told by their first bytes."""

import pytest

from mingus.core.errors import BadFile
from mingus.uploads.rules import KINDS, kind_of, name_for, safe_name
from tests.uploads.pictures import GOOD_PDF, picture


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (picture("JPEG"), "image/jpeg"),
        (picture("PNG"), "image/png"),
        (picture("WEBP"), "image/webp"),
        (GOOD_PDF, "application/pdf"),
    ],
)
@pytest.mark.parametrize("declared", ["", "application/octet-stream"])
def test_the_first_bytes_say_what_it_is(content: bytes, media_type: str, declared: str) -> None:
    assert kind_of(content[:262], declared).media_type == media_type


def test_a_picture_may_call_itself_another_picture_and_gets_its_true_ending() -> None:
    kind = kind_of(picture("PNG"), "image/jpeg; charset=x")
    assert kind.media_type == "image/png"
    assert name_for("photo.jpg", kind) == "photo.png"


@pytest.mark.parametrize("head", [b"", b"GIF89a", b"<svg xmlns=", b"<!doctype html>", b"PK\x03\x04", b"hello", b"BM6"])
def test_everything_else_is_refused(head: bytes) -> None:
    with pytest.raises(BadFile, match="no file that can be attached"):
        kind_of(head, "image/png")


def test_a_pdf_is_no_picture_and_a_picture_no_pdf() -> None:
    for content, declared in ((GOOD_PDF, "image/png"), (picture(), "application/pdf")):
        with pytest.raises(BadFile, match="says that it is"):
            kind_of(content[:262], declared)


@pytest.mark.parametrize("media_type", KINDS)
def test_an_ending_of_the_right_kind_stays(media_type: str) -> None:
    kind = KINDS[media_type]
    for ending in kind.endings:
        assert name_for(f"a{ending.upper()}", kind) == f"a{ending.upper()}"
    assert name_for("a.b.exe", kind) == f"a.b{kind.endings[0]}"
    assert name_for(".hidden", kind) == f".hidden{kind.endings[0]}"


def test_a_name_is_one_printable_line_without_a_path() -> None:
    assert safe_name("../\u202ea\r\nb.pdf") == "ab.pdf"
