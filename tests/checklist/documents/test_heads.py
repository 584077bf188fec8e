"""The head of a document, in each kind of file."""

from datetime import date
from pathlib import Path

import pytest

from mingus.checklist.documents.heads import split
from mingus.checklist.documents.reading import DocumentError

WORDS = "owner: operator\nreviewed: 2026-11-01\nexpires: 30 days\n"


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("page.md", f"---\n{WORDS}---\n# Title\n", 6),
        ("query.sql", "-- ---\n" + "".join(f"-- {line}\n" for line in WORDS.splitlines()) + "-- ---\n# Title\n", 6),
    ],
)
def test_a_head_stands_before_the_rest(name: str, text: str, line: int) -> None:
    head, body, first_line = split(text, Path(name))
    assert (head.owner, head.reviewed_on, head.expires_on) == ("operator", date(2026, 11, 1), date(2026, 12, 1))
    assert (body, first_line) == ("# Title\n", line)


def test_a_yaml_file_has_its_head_under_a_key() -> None:
    head, _, _ = split(
        "head: {owner: operator, reviewed: 2026-11-01, expires: 2027-01-31}\nsizes: []\n", Path("c.yaml")
    )
    assert head.expires_on == date(2027, 1, 31)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("page.md", "# Title\n", "has no head"),
        ("page.md", f"# Title\n---\n{WORDS}---\n", "has no head"),
        ("page.md", f"---\n{WORDS}# Title\n", "has no head"),
        ("query.sql", "SELECT 1;\n", "has no head"),
        ("c.yaml", "sizes: []\n", "has no head"),
        ("page.md", "---\nowner: operator\n---\n", "reviewed: Field required"),
        ("page.md", f"---\n{WORDS}mood: good\n---\n", "mood: Extra inputs"),
        (
            "page.md",
            "---\nowner: operator\nreviewed: yesterday\nexpires: 30 days\n---\n",
            "the head is wrong: reviewed",
        ),
        ("page.md", "---\nowner: operator\nreviewed: 2026-11-01\nexpires: soon\n---\n", "the head is wrong: expires"),
        ("page.md", "---\n[\n---\n", "does not parse"),
    ],
)
def test_a_missing_or_wrong_head_is_named(name: str, text: str, words: str) -> None:
    with pytest.raises(DocumentError, match=words) as refused:
        split(text, Path("docs") / name)
    assert str(refused.value).startswith(f"docs/{name}: ")
