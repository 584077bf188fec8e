"""The command `mingus db smoke`: asks the database what pages and jobs ask all day, and says how that went."""

import os
import sys
from collections.abc import Sequence
from dataclasses import asdict

import click
import orjson

from mingus.core import crypto, db, settings
from mingus.core.waiting import Waiting
from mingus.ops import provider, schema

NOT_WELL = 69  # EX_UNAVAILABLE of sysexits.h


@click.command()
@click.option("--json", "as_json", is_flag=True, help="A list of objects on stdout.")
def smoke(*, as_json: bool) -> None:
    """Ask the database twenty questions of the product's own, with their plans; nothing is written."""
    with provider.complete(os.environ) as environ:
        loaded = settings.load(environ)
        engine = db.connect(loaded.database_url, waiting=Waiting.of(loaded))
        try:
            crypto.use(loaded)
            found = schema.smoke.run()
        finally:
            engine.dispose()
    click.echo(orjson.dumps([asdict(each) for each in found]) if as_json else _table(found))
    if not all(each.is_well for each in found):
        sys.exit(NOT_WELL)


def _table(found: Sequence[schema.smoke.Smoke]) -> str:
    lines = [f"{each.milliseconds:8.1f} ms  {each.name}{_complaint(each)}" for each in found]
    return "\n".join([*lines, f"{schema.smoke.percentile_95_ms(found):8.1f} ms  95 of a hundred"])


def _complaint(each: schema.smoke.Smoke) -> str:
    if each.error:
        return f"  ✗ {each.error}"
    return f"  ✗ reads {', '.join(each.scans)} from end to end" if each.scans else ""
