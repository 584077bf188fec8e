"""The command line that pages are tried against is the one people type."""

import click

from mingus import cli
from mingus.checklist.documents import read
from mingus.checklist.looking import command_line
from tests.checklist.conftest import MakeSurroundings, MakeTree

HEAD = "---\nowner: operator\nreviewed: 2026-11-25\nexpires: 180 days\n---\n# A page\n"


def test_it_is_put_together_as_mingus_is() -> None:
    cli._collect()
    ours = command_line.command_line()
    assert set(ours.commands) == set(cli.commands.commands)
    assert {option.opts[0] for option in ours.params} == {option.opts[0] for option in cli.commands.params}
    assert isinstance(ours.commands["db"], click.Group)


def test_each_command_that_is_not_there_is_named_with_its_page(small_tree: MakeTree, around: MakeSurroundings) -> None:
    wrong = "```sh dry-run\nmingus db fly\n```\n```sh run\nmingus db start --now\n```\n"
    tree = small_tree({"docs/page.md": f"{HEAD}{wrong}```text\nmingus nothing\n```\n"})
    page = read(tree.root / "docs/page.md")
    assert command_line.faults_of(around(tree=tree), page) == [
        "docs/page.md: line 7: mingus db has no command fly",
        "docs/page.md: line 10: mingus db start: No such option '--now'.",
    ]
    assert command_line.tried(page) == 2


def test_a_promise_that_is_kept_by_now_is_named(small_tree: MakeTree, around: MakeSurroundings) -> None:
    built = '```sh example why="not built yet: soon"\nmingus db start\n```\n'
    other = '```sh example why="only to look at"\nmingus no-such\n```\n'
    tree = small_tree({"docs/page.md": HEAD + built + other})
    page = read(tree.root / "docs/page.md")
    assert command_line.faults_of(around(tree=tree), page) == [
        "docs/page.md: line 7: this is built by now; make it a dry run"
    ]
    assert command_line.tried(page) == 0
