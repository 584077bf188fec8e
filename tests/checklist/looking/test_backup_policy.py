"""What docs/backup.md promises is read as it is written."""

import pytest

from mingus.checklist.documents import DocumentError
from mingus.checklist.looking.backup_policy import PATH, RTO, hours, policy
from tests.checklist.conftest import MakeSurroundings, MakeTree


def test_ours_promises_hours_and_an_owner(around: MakeSurroundings) -> None:
    assert policy(around())["owner"] == "operator"
    assert hours(around(), RTO) == 4


@pytest.mark.parametrize("wrong", ["soon", "4", "4 days", "about 4 hours"])
def test_a_promise_that_is_no_number_of_hours_is_said(
    around: MakeSurroundings, small_tree: MakeTree, wrong: str
) -> None:
    root = around().tree.root
    text = (root / PATH).read_text().replace("| 4 hours |", f"| {wrong} |")
    tree = small_tree({PATH: text, "docs/team.yaml": (root / "docs/team.yaml").read_text()})
    with pytest.raises(DocumentError, match="is not a number of hours"):
        hours(around(tree=tree), RTO)


def test_a_page_without_the_table_is_said(around: MakeSurroundings, small_tree: MakeTree) -> None:
    root = around().tree.root
    text = (root / PATH).read_text().replace("## Policy", "## Thoughts")
    tree = small_tree({PATH: text, "docs/team.yaml": (root / "docs/team.yaml").read_text()})
    with pytest.raises(DocumentError, match="no table under the heading Policy"):
        policy(around(tree=tree))
