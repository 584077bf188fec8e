"""`mingus assessment`: look at definitions before people do."""

from random import Random
from textwrap import wrap
from typing import Any, Final

import click
import orjson

from mingus.assessments.models import SLUGS
from mingus.assessments.rules.definition import PARTS, Definition
from mingus.assessments.rules.exploring import way_into
from mingus.assessments.rules.simulating import Spread, spread
from mingus.assessments.service import definitions

BAR: Final = 28
COLUMNS: Final = 80  # of a terminal as it opens; the longest name of a band, its figures and its bar fit
SCORED: Final = [slug for slug in SLUGS if slug != "income-comparison"]


@click.group()
def assessment() -> None:
    """Try definitions of assessments out, and check them."""


@assessment.command()
@click.argument("slug", type=click.Choice(SCORED))
@click.option("--n", "count", type=click.IntRange(1, 1_000_000), default=10_000, show_default=True, help="How many.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed gives the same answers.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def simulate(slug: str, count: int, seed: int, as_json: bool) -> None:  # noqa: FBT001  click gives flags so
    """The distribution of scores and bands over random answers."""
    definition = definitions.current(slug)
    found = spread(definition, count, Random(seed))
    if as_json:
        said = {"assessment": definition.name_with_version, "seed": seed, **_plain(found)}
        click.echo(orjson.dumps(said, option=orjson.OPT_INDENT_2).decode())
        return
    for line in _table(definition, found, seed):
        click.echo(line)


@assessment.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def check(as_json: bool) -> None:  # noqa: FBT001  click gives flags so
    """Whether every definition is whole: weights, bands in reach, texts that were released left as they were."""
    faults = {definition.name_with_version: _faults(definition) for definition in definitions.every()}
    faults["released texts"] = _changed()
    if as_json:
        click.echo(orjson.dumps(faults, option=orjson.OPT_INDENT_2).decode())
    else:
        for name, found in faults.items():
            click.echo(f"{'✗' if found else '✓'} {name}")
            for fault in found:
                click.echo(f"    {fault}")
    if any(faults.values()):
        raise SystemExit(1)


def _faults(definition: Definition) -> list[str]:
    """What reading it did not refuse already."""
    if definition.kind == "comparison":
        return []
    unreached = [band for band in definition.bands if way_into(definition, band, Random(1)) is None]
    return [f"no answers lead into the band “{band.name}”" for band in unreached]


def _changed() -> list[str]:
    """Texts that differ from what was released, or are gone: results name them."""
    now = definitions.hashes()
    known = definitions.released()
    wrong = [
        f"{name} was changed; give it a new version" for name in known if now.get(name, known[name]) != known[name]
    ]
    gone = [f"{name} is gone; keep it in definitions/older" for name in known if name not in now]
    fresh = [f"{name} is not in hashes.json yet" for name in now if name not in known]
    return [*wrong, *gone, *fresh]


def _plain(found: Spread) -> dict[str, Any]:
    return {
        "n": found.count,
        "lowest": found.lowest,
        "highest": found.highest,
        "median": found.median,
        "mean": _mean(found),
        "scores": {_ten(ten): count for ten, count in enumerate(found.by_ten)},
        "bands": found.bands,
        "mean_sub_scores": found.sub_scores,
    }


def _mean(found: Spread) -> str:
    return f"{found.mean_tenths // 10}.{found.mean_tenths % 10}"


def _table(definition: Definition, found: Spread, seed: int) -> list[str]:
    parts = ", ".join(f"{item.key} {item.weight}" for item in definition.scored)
    sub_scores = "   ".join(f"{key} {score}" for key, score in found.sub_scores.items())
    names = {band.key: f"{band.name} (from {band.at})" for band in definition.bands}
    scores = {_ten(ten): count for ten, count in enumerate(found.by_ten)}
    return [
        f"{definition.name} ({definition.name_with_version}), {found.count:,} random answers, seed {seed}",
        *wrap(f"Weights of {PARTS}: {parts}", COLUMNS, subsequent_indent="  "),
        "",
        *_bars("Score", scores, found.count),
        "",
        *_bars("Band", {names[key]: count for key, count in found.bands.items()}, found.count),
        "",
        f"lowest {found.lowest}   median {found.median}   mean {_mean(found)}   highest {found.highest}",
        *wrap(f"mean sub-scores   {sub_scores}", COLUMNS, subsequent_indent="  "),
    ]


def _bars(title: str, counts: dict[str, int], of: int) -> list[str]:
    width, most = max(map(len, (title, *counts))), max(counts.values())
    lines = [f"{title:<{width}}  {'count':>9}  {'share':>6}"]
    for name, count in counts.items():
        tenths = 1000 * count // of
        bar = "█" * (BAR * count // most) or ("▏" if count else "")
        lines.append(f"{name:<{width}}  {count:>9,}  {tenths // 10:>3}.{tenths % 10}%  {bar}".rstrip())
    return lines


def _ten(ten: int) -> str:
    return "90-100" if ten == 9 else f"{ten * 10}-{ten * 10 + 9}"
