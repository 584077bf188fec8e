"""`mingus library`: whether articles are fit to ship, bringing them in, and the desk for who has no browser at hand.

What is written here stands in the system's chain without a person: whoever may start a command may do so.
"""

from datetime import datetime
from pathlib import Path

import click
import orjson

from mingus.articles import checking
from mingus.articles.schemas.desk import Planned, Taken
from mingus.articles.schemas.desk_answers import DeskArticle, OnDeskAnswer
from mingus.articles.service import archive, desk, loading, vetting
from mingus.core import command
from mingus.core.db import GLOBAL, transaction
from mingus.core.errors import Refused, UsageError

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group()
def library() -> None:
    """The articles of the library."""


@library.command()
@click.option("--folder", type=FOLDER, default=loading.CONTENT, help="Where the articles are; those of this release.")
@click.option("--json", "as_json", is_flag=True, help="Say it for programs.")
def check(folder: Path, *, as_json: bool) -> None:
    """Look through every article: one line for each fault, and exit 65 when there is one."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md"))}
    faults = checking.check(texts)
    if as_json:
        said = [{"slug": fault.slug, "kind": fault.kind, "said": fault.said} for fault in faults]
        click.echo(orjson.dumps({"articles": len(texts), "faults": said}))
    else:
        for fault in faults:
            click.echo(fault.line())
    if faults:
        raise Refused(f"{len(faults)} faults in {len(texts)} articles.")
    if not as_json:
        click.echo(f"{len(texts)} articles, no fault.")


@library.command("load")
def load_() -> None:
    """Take this release’s articles in. `mingus run` and `mingus db migrate` do so by themselves."""
    with command.prepare(), transaction(GLOBAL) as db:
        loaded = loading.load(db, loading.texts())
    click.echo(loaded.sentence() or "Nothing new.")


@library.command("list")
@click.option("--json", "as_json", is_flag=True, help="Say it for programs.")
def list_(*, as_json: bool) -> None:
    """Every article with what is live of it, what is scheduled, and what waits for a decision."""
    with command.prepare(), transaction(GLOBAL, read_only=True) as db:
        rows = [OnDeskAnswer.of(row) for row in archive.overview(db)]
    if as_json:
        click.echo(orjson.dumps({"items": [row.model_dump(mode="json") for row in rows]}))
        return
    for row in rows:
        click.echo(f"{row.slug}: {_standing(row)}")


@library.command()
@click.argument("slug")
@click.option("--json", "as_json", is_flag=True, help="Say it for programs, with its newest text.")
def show(slug: str, *, as_json: bool) -> None:
    """One article and every version it ever had."""
    with command.prepare(), transaction(GLOBAL, read_only=True) as db:
        found = archive.on_desk(db, slug)
        article = DeskArticle.whole(found, vetting.faults_in(db, found.text))
    if as_json:
        click.echo(orjson.dumps(article.model_dump(mode="json")))
        return
    click.echo(f"{article.title}: {_standing(article)}")
    for each in article.versions:
        whose = "from the release" if each.origin == "file" else "by an operator"
        click.echo(f"  version {each.number}, {whose}, {each.made_at:%Y-%m-%d %H:%M} UTC {each.note}".rstrip())


@library.command()
@click.argument("slug")
@click.option("--number", type=click.IntRange(min=1), help="Which version; otherwise the one that was live last.")
@click.option("--at", metavar="MOMENT", help="From then on, such as 2026-12-01T09:00:00-05:00; otherwise now.")
def publish(slug: str, number: int | None, at: str | None) -> None:
    """Let everybody read an article, now or from a moment on."""
    moment = _moment(at) if at else None
    with command.prepare(), transaction(GLOBAL) as db:
        if moment:
            wanted = number or archive.on_desk(db, slug).row.number
            desk.schedule(db, None, slug, Planned(number=wanted, at=moment))
        elif number:
            desk.take(db, None, slug, Taken(number=number))
        else:
            desk.set_published(db, None, slug, is_live=True)
        row = OnDeskAnswer.of(archive.on_desk(db, slug).row)
    click.echo(f"{slug}: {_standing(row)}")


@library.command()
@click.argument("slug")
def unpublish(slug: str) -> None:
    """Take an article down, and what was scheduled of it. Nothing is lost; `publish` brings it back."""
    with command.prepare(), transaction(GLOBAL) as db:
        desk.set_published(db, None, slug, is_live=False)
    click.echo(f"{slug}: not live.")


def _standing(row: OnDeskAnswer) -> str:
    said = [f"version {row.number} is live" if row.status == "live" else "not live"]
    if row.due_at:
        said.append(f"version {row.due_number} goes live {row.due_at:%Y-%m-%d %H:%M} UTC")
    if row.waiting_number:
        said.append(f"version {row.waiting_number} of the release waits for a decision")
    return f"{', '.join(said)}."


def _moment(said: str) -> datetime:
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        raise UsageError("A moment is written like 2026-12-01T09:00:00-05:00.") from None
    if moment.tzinfo is None:
        raise UsageError("Say the time zone of the moment, such as -05:00 or Z at its end.")
    return moment
