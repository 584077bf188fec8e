"""All documents of a tree: none is overlooked, and the overdue ones are named."""

from datetime import date
from pathlib import Path

import pytest

from mingus.checklist.documents import DocumentError, documents, index_table, overdue, paths, with_index
from mingus.checklist.documents.__main__ import main
from mingus.checklist.documents.shelf import MAX_FILES
from tests.checklist.documents.conftest import HEAD, Write

PLACE = "<!-- the index: python -m mingus.checklist.documents -->\nold\n<!-- end of the index -->\n"


def test_every_document_of_the_folder_is_found_and_what_needs_no_head_is_not(write: Write, tmp_path: Path) -> None:
    for name in (
        "b.md",
        "runbooks/a.md",
        "sizes.yaml",
        "queries/q.sql",
        "decisions/0001.md",
        "pictures/p.png",
        "f.csv",
    ):
        write(f"docs/{name}", HEAD)
    write("elsewhere/c.md", HEAD)
    (tmp_path / "docs" / "link.md").symlink_to("b.md")
    (tmp_path / "docs" / "loop").symlink_to(".")
    found = [path.relative_to(tmp_path / "docs").as_posix() for path in paths(tmp_path)]
    assert found == ["b.md", "queries/q.sql", "runbooks/a.md", "sizes.yaml"]


def test_a_tree_without_documents_has_none(tmp_path: Path) -> None:
    assert documents(tmp_path) == []


def test_a_tree_with_too_many_is_refused(write: Write, tmp_path: Path) -> None:
    for number in range(MAX_FILES + 1):
        write(f"docs/{number}.md", "")
    with pytest.raises(DocumentError, match="more than 500 documents"):
        paths(tmp_path)


def test_the_overdue_ones_are_named_oldest_first(write: Write, tmp_path: Path) -> None:
    write("docs/fresh.md", HEAD)
    write("docs/late.md", HEAD.replace("30 days", "10 days"))
    write("docs/later.md", HEAD.replace("30 days", "5 days"))
    late = overdue(tmp_path, date(2026, 11, 25))
    assert [document.path.name for document in late] == ["later.md", "late.md"]
    assert overdue(tmp_path, date(2026, 11, 6)) == []


def test_the_index_names_owner_and_days(write: Write, tmp_path: Path) -> None:
    index = write("docs/README.md", f"{HEAD}# Index\n\n{PLACE}")
    write("docs/deploy.md", f"{HEAD}# Deploying\n")
    row = "| [deploy.md](deploy.md) | Deploying | operator | 2026-11-01 | 2026-12-01 |"
    assert index_table(tmp_path).splitlines()[2:] == [row]
    main(tmp_path)
    assert row in index.read_text()
    assert "old" not in index.read_text()


def test_an_index_without_its_place_is_refused() -> None:
    with pytest.raises(DocumentError, match="the place of the index is not marked"):
        with_index("# Index\n", "")
