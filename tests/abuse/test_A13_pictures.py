"""A13: pictures that flood, move, or are something else as well; drawings that run. Each refused, or drawn anew."""

import io

import pytest
from PIL import Image

from mingus.core.tenancy import Member
from tests.abuse.attaching import attached, send_and_watch, taken_back
from tests.factories import Browser, Program
from tests.ledger.by_hand import account, add
from tests.uploads.pictures import PLACE, SCRIPT, flood, gif_of, moving, picture, polyglot, with_place

EICAR = ("X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!" + "$H+H*").encode()

HOSTILE = {
    "20,000 by 20,000 pixels in 50 KB": flood(),
    "65,535 by 65,535 pixels in a head": flood(8)[:16] + b"\x00\x00\xff\xff\x00\x00\xff\xff" + flood(8)[24:],
    "a GIF of 100,000 frames": gif_of(100_000),
    "a WebP that moves": moving("WEBP", 300),
    "a PNG that moves": moving("PNG", 300),
    "a drawing with a script": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">' + SCRIPT + b"</svg>",
    "a drawing behind a head of XML": b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"></svg>',
    "a web page": b"<!doctype html>" + SCRIPT,
    "the test virus": EICAR,
    "nothing": b"",
    "a picture that breaks off": picture(size=(900, 600))[:3000],
    "a PNG with nothing in it": picture("PNG")[:33],
    "a program": b"\x7fELF\x02\x01\x01" + bytes(4000),
    "TIFF": b"II*\x00" + bytes(4000),
    "PostScript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(/etc/passwd) (r) file\n",
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("called", ["receipt.png", "receipt.svg"])
def test_it_is_refused_in_bounded_time_and_memory_and_nothing_is_kept(
    as_alice: Browser, alice: Member, name: str, called: str
) -> None:
    answer = send_and_watch(as_alice, alice, HOSTILE[name], called)
    assert answer.status_code == 422
    assert 'id="file-error"' in answer.text
    assert attached(alice) == (0, 0, 0)


def test_a_program_gets_the_same_answer(api_alice: Program, alice: Member) -> None:
    account(alice)
    address = f"/api/financial/transactions/{add(alice)}/documents"
    for content in HOSTILE.values():
        answer = api_alice.post(address, data={"file": (io.BytesIO(content), "receipt.png")})
        assert (answer.status_code, answer.get_json()["code"]) == (422, "bad_file")
    assert attached(alice) == (0, 0, 0)
    assert api_alice.get(address).get_json() == {"items": []}


def test_more_than_ten_megabytes_are_refused(as_alice: Browser, alice: Member) -> None:
    noise = picture(size=(10, 10)) + bytes(10 * 2**20)
    assert send_and_watch(as_alice, alice, noise, "receipt.jpg").status_code == 413
    assert attached(alice) == (0, 0, 0)


def test_a_page_hidden_in_a_picture_is_gone_afterwards(as_alice: Browser, alice: Member) -> None:
    sent = polyglot()
    assert sent.count(SCRIPT) == 2
    answer = send_and_watch(as_alice, alice, sent, "receipt.png", declared="image/png")
    assert answer.status_code == 303
    back = taken_back(as_alice, alice)
    assert SCRIPT not in back.data
    assert Image.open(io.BytesIO(back.data)).size == (60, 40)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_where_a_photo_was_taken_is_gone_afterwards(as_alice: Browser, alice: Member, kind: str) -> None:
    assert send_and_watch(as_alice, alice, with_place(kind), "photo.jpg").status_code == 303
    back = taken_back(as_alice, alice)
    assert PLACE not in back.data
    assert not Image.open(io.BytesIO(back.data)).getexif()


def test_whatever_is_kept_is_handed_out_as_a_download_that_runs_nothing(as_alice: Browser, alice: Member) -> None:
    send_and_watch(as_alice, alice, picture(), "a;x=ü.jpg")
    back = taken_back(as_alice, alice)
    assert back.headers["Content-Disposition"].startswith('attachment; filename="a;x=_.jpg"; filename*=UTF-8')
    assert back.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in back.headers["Content-Security-Policy"]
    assert back.headers["Cache-Control"] == "private, no-store"
    assert back.headers["Content-Type"] == "image/jpeg"
