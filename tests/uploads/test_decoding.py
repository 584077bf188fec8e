"""The program that opens a stranger's file, run by itself."""

import json
import subprocess
import sys
from typing import Any

from mingus.uploads import decoding
from tests.uploads.pictures import GOOD_PDF, flood, picture


def run(media_type: str, content: bytes) -> tuple[int, dict[str, Any], bytes]:
    ran = subprocess.run(
        [sys.executable, "-I", decoding.__file__, media_type], input=content, capture_output=True, check=False, env={}
    )
    return ran.returncode, json.loads(ran.stderr), ran.stdout


def test_a_picture_is_answered_by_its_size_and_its_pixels() -> None:
    code, said, made = run("image/png", picture("PNG"))
    assert (code, said) == (0, {"width": 60, "height": 40})
    assert made.startswith(b"\x89PNG")


def test_a_pdf_is_answered_by_nothing_but_yes() -> None:
    assert run("application/pdf", GOOD_PDF) == (0, {}, b"")


def test_a_refusal_is_a_sentence_and_no_byte_is_written() -> None:
    assert run("image/png", flood()) == (1, {"refused": "It has more than 40 million pixels."}, b"")
    assert run("image/jpeg", picture("PNG"))[0] == 1
