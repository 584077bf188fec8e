"""A dry run tells which commands could not run, and runs none."""

from pathlib import Path

import click
import pytest

from mingus import cli
from mingus.checklist.documents import Block, dry_run


@pytest.fixture(scope="module")
def commands() -> click.Command:
    cli._collect()
    return cli.commands


def sh(text: str, why: str = "") -> Block:
    return Block("sh", "example" if why else "dry-run", text, 7, why)


@pytest.mark.parametrize(
    "text",
    [
        "mingus db backup FILE",
        ".venv/bin/mingus --home there db restore --replace --yes file.dump  # in the place of what is there",
        'psql "$(.venv/bin/mingus db url --role superuser)" -c "SELECT 1"',
        "DATABASE_URL=postgresql://there mingus db migrate && mingus db stop; cat < file > other",
        "bin/run --demo --port 9000 | tail -n 5",
        "mingus db backup \\\n  file.dump",
        "mingus user set-password someone@example.com --password-stdin",
        "mingus db --help",
        "# only a remark\n\n",
    ],
)
def test_commands_that_exist_pass(text: str, root: Path, commands: click.Command) -> None:
    assert dry_run(sh(text), root=root, commands=commands) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("mingus launch plan", "mingus has no command launch"),
        ("mingus db explode", "mingus db has no command explode"),
        ("mingus db backup --fast FILE", "mingus db backup: No such option"),
        ("mingus db backup", "mingus db backup needs FILE"),
        ("mingus db backup one two", "mingus db backup takes no further word two"),
        ("mingus db url --role king", "role can't be king"),
        ("mingus db migrate && mingus db rewind", "mingus db has no command rewind"),
        ('psql "$(mingus db address)"', "mingus db has no command address"),
        ("bin/fly", "there is no bin/fly"),
        ("bin/run --fast", "No such option"),
        ("rm -rf data", "rm is no command that is known here"),
        ('mingus "db', "this is no shell"),
    ],
)
def test_a_command_that_could_not_run_is_named(text: str, fault: str, root: Path, commands: click.Command) -> None:
    (found,) = dry_run(sh(text), root=root, commands=commands)
    assert found.startswith("line 7: ")
    assert fault in found


def test_of_a_transcript_only_what_was_typed_counts(root: Path, commands: click.Command) -> None:
    block = Block("console", "dry-run", "$ mingus db stop\nThe database is not running.\n$ mingus db halt\n", 1)
    assert dry_run(block, root=root, commands=commands) == ["line 1: mingus db has no command halt"]


def test_an_example_need_not_exist_until_it_does(root: Path, commands: click.Command) -> None:
    promise = "not built yet: launch"
    assert dry_run(sh("mingus launch plan", promise), root=root, commands=commands) == []
    kept = dry_run(sh("mingus db stop", promise), root=root, commands=commands)
    assert kept == ["line 7: this is built by now; make it a dry run"]
