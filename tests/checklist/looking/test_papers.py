"""Documents may be relied on while they are whole, owned and reviewed."""

from datetime import timedelta

import pytest

from mingus.checklist.documents import DocumentError
from mingus.checklist.looking import papers
from mingus.checklist.missing import Outdated
from tests.checklist.conftest import NOW, ROOT, MakeSurroundings, MakeTree

PATH = "docs/paper.md"
TEAM = (ROOT / "docs/team.yaml").read_text()
HEAD = "---\nowner: {owner}\nreviewed: 2026-11-01\nexpires: 30 days\ncovers: [docs/]\n---\n# A paper\n\nWords.\n"


def paper(small_tree: MakeTree, owner: str = "operator") -> object:
    return small_tree({"docs/team.yaml": TEAM, PATH: HEAD.format(owner=owner)})


def test_a_reviewed_one_is_given(around: MakeSurroundings, small_tree: MakeTree) -> None:
    assert papers.current(around(tree=paper(small_tree)), PATH).head.owner == "operator"


def test_one_whose_review_is_overdue_is_outdated(around: MakeSurroundings, small_tree: MakeTree) -> None:
    with pytest.raises(Outdated, match=r"docs/paper\.md was to be reviewed by 2026-12-01"):
        papers.current(around(tree=paper(small_tree), now=NOW + timedelta(days=8)), PATH)


def test_one_that_nobody_of_the_team_owns_is_a_fault(around: MakeSurroundings, small_tree: MakeTree) -> None:
    with pytest.raises(DocumentError, match="nobody-we-know"):
        papers.current(around(tree=paper(small_tree, "nobody-we-know")), PATH)


def test_one_that_is_not_there_is_a_fault(around: MakeSurroundings, small_tree: MakeTree) -> None:
    with pytest.raises(DocumentError, match=r"paper\.md"):
        papers.current(around(tree=small_tree({"docs/team.yaml": TEAM})), PATH)
