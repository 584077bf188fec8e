"""None declared is a reason in words; one that lies about undeclared is a fault."""

import pytest

from mingus.checklist.documents import DocumentError
from mingus.checklist.looking.legacy import PATH, declared, where_there_are_any
from mingus.checklist.missing import Missing, Outdated
from mingus.checklist.rules import Finding, State, passed
from mingus.checklist.surroundings import Surroundings
from tests.checklist.conftest import MakeSurroundings, MakeTree

TEAM = "docs/team.yaml"
LIST = "head: {{owner: operator, reviewed: {reviewed}, expires: 180 days}}\nfiles: {files}\n"


def text(files: str = "[]", reviewed: str = "2026-11-20") -> str:
    return LIST.format(files=files, reviewed=reviewed)


@where_there_are_any
def a_look(_: Surroundings) -> Finding:
    return passed("it was looked at")


@pytest.fixture
def seen(around: MakeSurroundings, small_tree: MakeTree) -> "MakeSurroundings":
    """Surroundings with this list, the team of this tree, and more files."""
    team = (around().tree.root / TEAM).read_text()

    def make(listed: str, **more: str) -> Surroundings:
        return around(tree=small_tree({PATH: listed, TEAM: team, **more}))

    return make


def test_this_tree_declares_none_and_says_so(around: MakeSurroundings) -> None:
    assert declared(around()) == ()
    found = a_look(around())
    assert (found.state, PATH in found.detail) == (State.NOT_APPLICABLE, True)
    assert a_look.__name__ == "a_look"


def test_where_one_is_declared_there_is_a_look(seen: MakeSurroundings) -> None:
    found = a_look(seen(text("[data/old.sqlite]"), **{"data/old.sqlite": "SQLite format 3"}))
    assert found.detail == "it was looked at"


@pytest.mark.parametrize("name", ["old.sqlite", "data/old.sqlite3", "app.db", "x.db3"])
def test_one_that_nobody_declared_is_named(seen: MakeSurroundings, name: str) -> None:
    for files in ("[]", "[other.sqlite]"):
        found = a_look(seen(text(files), **{name: "SQLite format 3"}))
        assert (found.state, found.detail) == (State.FAIL, f"{name} is an old database that {PATH} does not name")


@pytest.mark.parametrize("wrong", ["none", "{}", "[[1]]"])
def test_a_list_that_is_none_is_said(seen: MakeSurroundings, wrong: str) -> None:
    with pytest.raises(DocumentError, match="a list of paths"):
        declared(seen(text(wrong)))


def test_a_list_that_nobody_reviewed_is_outdated(seen: MakeSurroundings) -> None:
    with pytest.raises(Outdated, match="to be reviewed"):
        declared(seen(text(reviewed="2026-01-01")))


def test_no_list_at_all_is_no_declaration(around: MakeSurroundings, small_tree: MakeTree) -> None:
    with pytest.raises((DocumentError, Missing), match="no such file"):
        declared(around(tree=small_tree({})))
