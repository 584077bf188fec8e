"""`mingus checklist attest`: a member of the team signs what no program can see."""

from datetime import timedelta
from pathlib import Path

import click
from rich.console import Console

from mingus.checklist.cli.home import home_option, known_id, one_line, root_of, store_of, tree_option
from mingus.checklist.documents import roster
from mingus.checklist.reports import records as report
from mingus.core import evidence as kept
from mingus.core import migrate
from mingus.core.errors import Refused
from mingus.core.evidence import Attachment, Draft


@click.command()
@click.argument("box_id", metavar="ID")
@click.option("--by", "member", required=True, help="Who attests: a member's id in docs/team.yaml.")
@click.option("--statement", required=True, help="What is so, in a sentence.")
@click.option("--days", type=click.IntRange(1, 400), required=True, help="How long it counts: 400 days at most.")
@click.option("--file", "files", multiple=True, type=click.Path(path_type=Path), help="What shows it; kept with it.")
@tree_option
@home_option
def attest(
    box_id: str,
    *,
    member: str,
    statement: str,
    days: int,
    files: tuple[Path, ...],
    tree: Path | None,
    home: Path | None,
) -> None:
    """Attest that a box holds, in your own name, until a day. What you attach is kept under its hash."""
    known_id(box_id)
    root = root_of(tree)
    if not roster.team(root).has(member):
        raise Refused(f"{member} is no member of {roster.TEAM}. Add yourself there first, in a commit of your own.")
    commit = kept.commit_of(root)
    record = store_of(home).append(
        Draft(
            id=box_id,
            kind="attestation",
            statement=one_line(statement),
            valid_for=timedelta(days=days),
            attachments=tuple(Attachment(file.name, file) for file in files),
            commit=commit.name,
            dirty=commit.is_dirty,
            schema_head=migrate.head(),
            host=kept.host(),
            operator=member,
        )
    )
    report.say(Console(stderr=True, highlight=False), record)
