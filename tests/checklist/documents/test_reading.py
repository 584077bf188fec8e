"""Whatever lies in the tree, reading it ends, and says in a sentence what is wrong."""

import os
from pathlib import Path

import pytest

from mingus.checklist.documents.reading import MAX_BYTES, DocumentError, text_of, yaml_of


def test_a_text_is_read(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text("Grüße")
    assert text_of(path) == "Grüße"


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n\xff", b"text\0with a null"], ids=["no UTF-8", "a null byte"])
def test_a_binary_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "page.md"
    path.write_bytes(content)
    with pytest.raises(DocumentError, match=r"page\.md: is binary, not text"):
        text_of(path)


def test_a_file_that_is_too_large_is_read_no_further_than_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    with path.open("wb") as file:
        file.truncate(10 * 2**30)  # sparse: takes no room
    with pytest.raises(DocumentError, match=r"is larger than 256 KiB"):
        text_of(path)
    path.write_bytes(b"x" * MAX_BYTES)
    assert len(text_of(path)) == MAX_BYTES


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    for name in ("pipe.md", "missing.md", "."):
        with pytest.raises(DocumentError, match="there is no such file"):
            text_of(tmp_path / name)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: [", "does not parse"),
        ("a: 1\na: 2", "the key a stands there twice"),
        ("a: &x [1]\nb: *x", "aliases are not taken"),
        ("[" * 5000, "nested too deep"),
        ("!!python/object/apply:os.system [ls]", "does not parse"),
        ("a: 2026-02-30", "does not parse"),
    ],
)
def test_yaml_that_is_odd_is_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(DocumentError, match=words):
        yaml_of(text, Path("docs/odd.yaml"))
