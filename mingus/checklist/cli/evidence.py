"""`mingus evidence run|list|verify|attest`."""

import shlex
import sys
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from mingus.checklist.cli.attest import attest
from mingus.checklist.cli.home import home_option, known_id, one_line, root_of, store_of, tree_option
from mingus.checklist.keeping import running
from mingus.checklist.reports import records as report
from mingus.core import evidence as kept
from mingus.core import migrate
from mingus.core.errors import Refused, UsageError
from mingus.core.evidence import Attachment, Draft

RECORDS_DAYS = 90
NO_FILE_EXIT_CODE = 66  # EX_NOINPUT of sysexits.h
DEFAULT_KINDS = [kind for kind in kept.KINDS if kind != "attestation"]


@dataclass(frozen=True)
class Asked:
    """What the command line of `mingus evidence run` says."""

    box_id: str
    command: tuple[str, ...]
    kind: kept.Kind
    statement: str | None
    expires_days: int
    at_most_seconds: float | None
    files: tuple[Path, ...]
    tree: Path | None
    home: Path | None


@click.group()
def evidence() -> None:
    """Signed records of what was done: tests, drills, benches, and what people attest."""


@evidence.command()
@click.argument("box_id", metavar="ID")
@click.argument("command", nargs=-1, required=True, type=click.UNPROCESSED)
@click.option("--kind", type=click.Choice(DEFAULT_KINDS), default="test", show_default=True)
@click.option("--statement", help="What was done, in a sentence. Else: which command was run.")
@click.option("--expires-days", type=click.IntRange(1, 400), default=RECORDS_DAYS, show_default=True)
@click.option("--time-out", "at_most_seconds", type=click.FloatRange(0, min_open=True), help="Seconds the command has.")
@click.option("--artefact", "files", multiple=True, type=click.Path(path_type=Path), help="A file it makes, to keep.")
@tree_option
@home_option
def run(box_id: str, command: tuple[str, ...], **options: Any) -> None:
    """Run COMMAND and record how it went under the box ID. Write `--` before the command.

    Its output comes through as it is, the last part of it is kept, and its exit code is the exit code of this.
    """
    asked = Asked(known_id(box_id), command, **options)
    store = store_of(asked.home)
    store.check_writable()
    commit = kept.commit_of(root_of(asked.tree))  # before the command, which may change the tree
    statement = one_line(asked.statement or f"{shlex.join(command)[:200]} was run.")
    ran = running.run(command, at_most_seconds=asked.at_most_seconds)
    record = store.append(_draft(asked, statement, ran, commit))
    report.say(Console(stderr=True, highlight=False), record)
    sys.exit(NO_FILE_EXIT_CODE if "files_missing" in record.figures and not ran.exit_code else ran.leaves_with)


@evidence.command("list")
@click.option("--id", "box_id", help="One box, like 7.2.1.")
@click.option("--json", "as_json", is_flag=True, help="A list of objects on stdout.")
@home_option
def list_(box_id: str | None, *, as_json: bool, home: Path | None) -> None:
    """Every record, the newest first, and whether each can be trusted."""
    found = list(store_of(home).records(known_id(box_id) if box_id else None))
    found.reverse()
    if as_json:
        sys.stdout.buffer.write(report.as_json(found) + b"\n")
    else:
        report.show(Console(highlight=False), found)


@evidence.command()
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--trust",
    "trusted",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of public keys (*.pub) whose signatures count.",
)
@click.option("--contains", metavar="NUMBER:HASH", help="An end that was noted before: it must still be in the chain.")
@home_option
def verify(folder: Path | None, *, trusted: tuple[Path, ...], contains: str | None, home: Path | None) -> None:
    """Prove every record of this home, or of a FOLDER that was copied from another. Exit code 65 names each fault."""
    own = store_of(home, trusted)
    store = own.at(folder) if folder else own
    faults = [str(fault) for fault in store.verify()]
    if contains and not _contains(store, contains):
        faults.append(f"the chain: record {contains} is not in it any more: it was written anew or cut off since")
    if faults:
        for line in faults:
            click.echo(line)
        raise Refused(f"{len(faults)} {'fault' if len(faults) == 1 else 'faults'} in the evidence of {store.folder}.")
    click.echo(report.sound(store.end()))


def _draft(asked: Asked, statement: str, ran: running.Ran, commit: kept.Commit) -> Draft:
    """What the record says. A file that was asked for and not made turns a success into a failure."""
    there, lost = _sorted_files(asked.files)
    return Draft(
        id=asked.box_id,
        kind=asked.kind,
        statement=statement,
        valid_for=timedelta(days=asked.expires_days),
        command=asked.command,
        exit_code=NO_FILE_EXIT_CODE if lost and ran.exit_code == 0 else ran.exit_code,
        figures={**ran.figures, **({"files_missing": lost} if lost else {})},
        attachments=(Attachment("output.txt", ran.output.kept), *there),
        commit=commit.name,
        dirty=commit.is_dirty,
        schema_head=migrate.head(),
        host=kept.host(),
        operator=kept.operator(),
    )


def _sorted_files(files: tuple[Path, ...]) -> tuple[tuple[Attachment, ...], str]:
    """The files that are there to keep, and the names of those that are not."""
    lost = [str(file) for file in files if not file.is_file()]
    for file in lost:
        click.echo(f"{file} was not made, so this counts as failed.", err=True)
    there = tuple(Attachment(file.name, file) for file in files if file.is_file())
    return there, one_line(", ".join(lost))[:2000] if lost else ""


def _contains(store: kept.Store, noted: str) -> bool:
    number, colon, digest = noted.partition(":")
    if not colon or not number.isdigit() or len(digest) < 16:
        raise UsageError("--contains needs NUMBER:HASH, as `mingus evidence verify` prints it.")
    records = (found.record for found in store.records() if found.record)
    return any(record.number == int(number) and record.hash.startswith(digest) for record in records)


evidence.add_command(attest)
