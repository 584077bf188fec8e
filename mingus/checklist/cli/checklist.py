"""`mingus checklist list|run|show|explain|fix`, with `attest` and `due` from their own files."""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click
import orjson
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

import mingus
from mingus.checklist import boxes, catalogue, service, waivers
from mingus.checklist.box import Box
from mingus.checklist.cli.attest import attest
from mingus.checklist.cli.due import due
from mingus.checklist.cli.looking import Where, surroundings
from mingus.checklist.reports import data, explanation, paper, tally, terminal
from mingus.checklist.rules import Stage
from mingus.checklist.service import Result
from mingus.core import clock, evidence
from mingus.core.errors import UsageError
from mingus.ops import home as homes

TRUSTED = "EVIDENCE_TRUSTED_KEYS"

Command = Callable[..., Any]


@click.group()
def checklist() -> None:
    """The 246 boxes of the deployment checklist: what holds, what does not, and what nobody knows yet."""


checklist.add_command(attest)
checklist.add_command(due)


def where(command: Command) -> Command:
    """The options that say which installation to look at; the command gets them as one `where`."""
    options = (
        click.option(
            "--stage", type=click.Choice([stage.value for stage in Stage]), default="local", show_default=True
        ),
        click.option("--offline", is_flag=True, help="Ask nobody outside: no web, no name server, no vendor."),
        click.option("--tree", type=click.Path(exists=True, file_okay=False, path_type=Path), help="The checkout."),
        click.option("--home", type=click.Path(path_type=Path), help="The folder of data, secrets and evidence."),
        click.option(
            "--ca",
            "ca_file",
            type=click.Path(exists=True, dir_okay=False, path_type=Path),
            help="Trust this authority.",
        ),
        click.option("--connect", "leads_to", multiple=True, help="HOST:PORT=ADDRESS:PORT, as before a change of DNS."),
        click.option("--name-server", "name_servers", multiple=True, help="Ask ADDRESS[:PORT] for names."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def chosen(command: Command) -> Command:
    """The options that say which boxes."""
    command = click.option("--id", "ids", multiple=True, help="One box, like 7.2.1; may be repeated.")(command)
    return click.option(
        "--section", "sections", multiple=True, help="One section, like 7 or M, or one group, like 7.2."
    )(command)


@checklist.command("list")
@chosen
@click.option("--json", "as_json", is_flag=True)
def list_(ids: tuple[str, ...], sections: tuple[str, ...], *, as_json: bool) -> None:
    """Every box: its id, what it looks at, its title."""
    found = select(ids, sections)
    if as_json:
        sys.stdout.buffer.write(orjson.dumps([explanation.as_object(box) for box in found]) + b"\n")
        return
    Console(highlight=False).print(explanation.overview(found))


@checklist.command()
@where
@chosen
@click.option("--json", "as_json", is_flag=True, help="A list of objects on stdout.")
@click.option("--junit", type=click.Path(dir_okay=False, path_type=Path), help="Write JUnit XML to this file.")
@click.option("--all", "everything", is_flag=True, help="Show passed boxes and those of other stages too.")
def run(
    ids: tuple[str, ...],
    sections: tuple[str, ...],
    *,
    as_json: bool,
    junit: Path | None,
    everything: bool,
    **options: Any,
) -> None:
    """Check the boxes. Exit code 0 only when no box that must hold fails, is unknown or stands on old evidence."""
    results = look(select(ids, sections), options, quiet=as_json)
    if junit:
        junit.write_text(data.as_junit(results))
    if as_json:
        sys.stdout.buffer.write(orjson.dumps(data.as_objects(results), option=orjson.OPT_INDENT_2) + b"\n")
    else:
        terminal.show(Console(highlight=False), results, everything=everything)
    sys.exit(tally.exit_code(results))


@checklist.command()
@where
@click.argument("box_id", metavar="ID")
def show(box_id: str, **options: Any) -> None:
    """Check one box and show every part of it."""
    [result] = look(select((box_id,), ()), options, quiet=True)
    Console(highlight=False).print(explanation.result(result))
    sys.exit(tally.exit_code([result]))


@checklist.command()
@click.argument("box_id", metavar="ID")
def explain(box_id: str) -> None:
    """What a box looks at, when it passes, what it needs; without looking."""
    Console(highlight=False).print(explanation.box(select((box_id,), ())[0]))


@checklist.command()
@where
@click.argument("box_id", metavar="ID")
def fix(box_id: str, **options: Any) -> None:
    """Check one box and say what to do about it."""
    [result] = look(select((box_id,), ()), options, quiet=True)
    Console(highlight=False).print(explanation.remedy(result))
    sys.exit(tally.exit_code([result]))


@checklist.command()
@where
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write the report to this file.")
@click.option("--verify", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Check a report instead.")
def report(out: Path | None, verify: Path | None, **options: Any) -> None:
    """Check every box and write a signed report that prints well; or check that a report is unchanged."""
    asked = asked_for(options)
    keys = evidence.Keys(homes.resolve(asked.home, os.environ) / "secrets", listed=os.environ.get(TRUSTED, ""))
    if verify:
        key_id = paper.signer(bounded(verify), keys)
        click.echo(f"{verify} is unchanged, signed by key {key_id}.")
        return
    if out is None:
        raise UsageError("Say where to: --out FILE. (Or --verify FILE, to check one.)")
    results = look(boxes.every_box(), options, quiet=False)
    out.write_bytes(paper.render(results, looked_at(asked), keys))
    click.echo(f"Written to {out}, signed by key {keys.own_id}.")
    sys.exit(tally.exit_code(results))


def select(ids: Sequence[str], sections: Sequence[str]) -> list[Box]:
    """The boxes asked for; all of them when nothing is asked for. Raises UsageError for what does not exist."""
    every = boxes.every_box()
    known = {section.id for section in catalogue.SECTIONS} | {group.id for group in catalogue.groups()}
    for section in sections:
        if section not in known:
            raise UsageError(
                f"There is no section {section}. There are: {', '.join(s.id for s in catalogue.SECTIONS)};"
                " and groups in them, like 7.2."
            )
    for box_id in ids:
        if not catalogue.is_known(box_id):
            raise UsageError(f"There is no box {box_id}. `mingus checklist list` shows them all.")
    if not ids and not sections:
        return every
    return [box for box in every if box.id in ids or any(box.id.startswith(f"{section}.") for section in sections)]


def look(wanted: list[Box], options: dict[str, Any], *, quiet: bool) -> list[Result]:
    """The results of the boxes, with progress on stderr while it is a terminal."""
    asked = asked_for(options)
    console = Console(stderr=True)
    columns = (TextColumn("Checking"), BarColumn(), MofNCompleteColumn(), TextColumn("[dim]{task.description}"))
    with surroundings(asked) as around:
        granted = waivers.read(around.tree, around.now.date())
        with Progress(*columns, console=console, transient=True, disable=quiet or not console.is_terminal) as progress:
            task = progress.add_task("", total=len(wanted))

            def tell(result: Result) -> None:
                progress.update(task, advance=1, description=f"{result.box.id} {result.box.title}")

            return service.run(wanted, around, among=boxes.every_box(), waivers=granted, tell=tell)


def asked_for(options: dict[str, Any]) -> Where:
    """The options of `where`, as one thing."""
    return Where(**{**options, "stage": Stage(options["stage"])})


def looked_at(asked: Where) -> paper.Looked:
    """What a report says about the moment of its making."""
    commit = evidence.commit_of(asked.tree or Path(mingus.__file__).parents[1])
    name = f"{commit.name} and changes" if commit.is_dirty else commit.name
    return paper.Looked(asked.stage, clock.now(), name, evidence.host(), evidence.operator())


def bounded(path: Path) -> bytes:
    """The beginning of a file, one byte more than a report may have."""
    with path.open("rb") as file:
        return file.read(paper.MAX_BYTES + 1)
