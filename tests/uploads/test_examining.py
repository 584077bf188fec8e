"""A stranger's file is opened by a program of its own: pixels come back, or a sentence."""

import io
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from mingus.core.errors import BadFile, TooLarge
from mingus.uploads import decoding, examine
from mingus.uploads.examining import PROGRAM
from tests.uploads import pictures
from tests.uploads.pictures import GOOD_PDF, PLACE, deflated, pdf, picture, with_place


def kept(content: bytes, name: str = "receipt.jpg", declared: str = "") -> bytes:
    return examine(io.BytesIO(content), name, declared).content


def refusal(content: bytes, name: str = "receipt.jpg", declared: str = "") -> str:
    with pytest.raises(BadFile) as refused:
        examine(io.BytesIO(content), name, declared)
    return str(refused.value)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_is_kept_upright_and_without_its_place(kind: str) -> None:
    sent = with_place(kind)
    assert PLACE in sent
    content = kept(sent)
    assert PLACE not in content
    assert b"Canary" not in content
    again = Image.open(io.BytesIO(content))
    assert (again.format, again.size, dict(again.getexif())) == (kind, (40, 60), {})
    top, bottom = again.convert("RGB").getpixel((20, 5)), again.convert("RGB").getpixel((20, 55))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert top[1] < 60  # red above
    assert bottom[1] > 200  # white below


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "I;16"])
def test_every_mode_of_a_png_can_be_kept(mode: str) -> None:
    drawn = Image.new("RGBA" if mode == "RGBA" else mode, (8, 8))
    target = io.BytesIO()
    drawn.save(target, "PNG")
    assert Image.open(io.BytesIO(kept(target.getvalue(), "a.png"))).size == (8, 8)


def test_what_is_clear_stays_clear() -> None:
    target = io.BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(target, "PNG")
    assert Image.open(io.BytesIO(kept(target.getvalue()))).getpixel((0, 0)) == (0, 0, 0, 0)


def test_a_cmyk_jpeg_can_be_kept() -> None:
    target = io.BytesIO()
    Image.new("CMYK", (8, 8)).save(target, "JPEG")
    assert Image.open(io.BytesIO(kept(target.getvalue()))).mode == "RGB"


def test_a_large_photo_of_a_phone_can_be_kept() -> None:
    assert Image.open(io.BytesIO(kept(picture(size=(8000, 5000))))).size == (8000, 5000)


def test_a_name_gets_the_ending_of_its_true_kind() -> None:
    examined = examine(io.BytesIO(picture("PNG")), "C:\\photos\\receipt.jpg", "image/jpeg")
    assert examined.file_name == "receipt.png"
    assert examine(io.BytesIO(picture("JPEG")), "March 3.JPEG", "").file_name == "March 3.JPEG"
    assert examine(io.BytesIO(GOOD_PDF), "no ending", "application/pdf").file_name == "no ending.pdf"


def test_a_pdf_is_kept_as_it_came() -> None:
    assert kept(GOOD_PDF, "bill.pdf", "application/pdf") == GOOD_PDF


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (pdf(b"<< /S /JavaScript /JS (app.alert(1)) >>"), "holds a program"),
        (pdf(b"<< /S /J#61vaScript >>"), "holds a program"),
        (pdf(b"<< /S /Launch /F (calc.exe) >>"), "starts another program"),
        (pdf(b"<< /Names << /EmbeddedFiles 2 0 R >> >>"), "hidden in it"),
        (pdf(b"<< /Encrypt 3 0 R >>"), "without one"),
        (pdf(deflated(b"1 0 << /S /JavaScript /JS (x) >>")), "holds a program"),
        (pdf(deflated(b"1 0 <<>>", b"/Type /ObjStm /Filter [/ASCIIHexDecode /FlateDecode]")), "packed"),
        (pdf(deflated(b"1 0 <<>>", b"/Type /Obj#53tm /Filter /LZWDecode")), "packed"),
        (pdf(deflated(b" " * 40 * 2**20)), "unfolds"),
        (pdf(tail=b"PK\x05\x06" + bytes(18)), "archive"),
        (GOOD_PDF[:60], "breaks off"),
    ],
)
def test_a_pdf_that_runs_or_hides_something_is_refused(content: bytes, words: str) -> None:
    assert words in refusal(content, "bill.pdf")


def test_a_good_pdf_with_an_object_stream_is_kept() -> None:
    whole = pdf(b"<< /Type /Catalog >>", deflated(b"1 0 << /Type /Pages >>"))
    assert kept(whole, "bill.pdf") == whole


@pytest.mark.parametrize("declared", ["text/html", "image/svg+xml", "application/zip", "application/pdf", "video/mp4"])
def test_what_says_that_it_is_something_else_is_refused(declared: str) -> None:
    assert "Mingus keeps JPEG" in refusal(picture(), "a.jpg", declared)


def test_an_empty_and_a_too_large_file_are_refused() -> None:
    assert refusal(b"") == "This file is empty."
    with pytest.raises(TooLarge, match="larger than 10 MB"):
        examine(io.BytesIO(b"\xff\xd8\xff" + bytes(10 * 2**20)), "a.jpg", "")


def test_a_picture_that_breaks_off_is_refused() -> None:
    whole = picture(size=(600, 400))
    assert "breaks off" in refusal(whole[: len(whole) // 2])


def test_the_program_gets_no_more_memory_time_or_room_than_it_was_given() -> None:
    probe = (
        f"import resource, runpy; program = runpy.run_path({str(PROGRAM)!r}); program['_limit']();"
        "print([resource.getrlimit(getattr(resource, 'RLIMIT_' + name))[0] for name in"
        " ('AS', 'CPU', 'FSIZE', 'NOFILE', 'CORE')])"
    )
    said = subprocess.run([sys.executable, "-I", "-c", probe], capture_output=True, text=True, check=True).stdout
    wanted = [decoding.MEMORY_BYTES, decoding.CPU_SECONDS, decoding.WRITTEN_BYTES, decoding.OPEN_FILES, 0]
    assert said.strip() == str(wanted)


def test_the_program_loads_nothing_else_of_mingus() -> None:
    probe = f"import runpy, sys; runpy.run_path({str(PROGRAM)!r}); print([m for m in sys.modules if m[:6] == 'mingus'])"
    said = subprocess.run([sys.executable, "-I", "-c", probe], capture_output=True, text=True, check=True).stdout
    assert said.strip() == "[]"


def test_a_program_that_goes_on_too_long_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from mingus.uploads import examining

    endless = tmp_path / "endless.py"
    endless.write_text("import time\ntime.sleep(60)\n")
    monkeypatch.setattr(examining, "PROGRAM", str(endless))
    monkeypatch.setattr(examining, "TIME_OUT_SECONDS", 0.5)
    assert "more work than Mingus gives it" in refusal(pictures.picture())
