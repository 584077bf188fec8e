"""Whether what a page tells people to type exists: its code blocks, against our own command line."""

from collections.abc import Iterator
from importlib import import_module

import click

from mingus.checklist.documents import Document, dry_run
from mingus.checklist.surroundings import Surroundings

PACKAGES = (
    *("mingus.ops", "mingus.messaging", "mingus.identity", "mingus.ledger", "mingus.privacy"),
    *("mingus.assessments", "mingus.articles", "mingus.advice", "mingus.checklist"),
)
TRIED = frozenset({"run", "dry-run"})


def faults_of(around: Surroundings, document: Document) -> list[str]:
    """`path: line N: …` for each command of the page that could not run, and for promises that are built by now."""
    root, commands = around.tree.root, around.once("command line", command_line)
    name = document.path.relative_to(root)
    blocks = [block for block in document.blocks if block.treatment in TRIED or block.is_promise]
    return [f"{name}: {fault}" for block in blocks for fault in dry_run(block, root=root, commands=commands)]


def tried(document: Document) -> int:
    """How many blocks of the page hold commands that must exist."""
    return sum(block.treatment in TRIED for block in document.blocks)


def command_line() -> click.Group:
    """The top of our command line with every command below it, as `mingus` puts it together."""
    top = click.Group("mingus", params=[click.Option(["--home"]), click.Option(["--version"], is_flag=True)])
    for command in _commands():
        top.add_command(command)
    return top


def _commands() -> Iterator[click.Command]:
    for name in PACKAGES:
        yield from import_module(name).COMMANDS()
