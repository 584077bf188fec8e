"""`mingus library`: whether the articles are fit to ship, and bringing them into the database."""

from pathlib import Path

import click
import orjson

from mingus.articles import checking
from mingus.articles.service import loading
from mingus.core import command
from mingus.core.db import GLOBAL, transaction
from mingus.core.errors import Refused

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
