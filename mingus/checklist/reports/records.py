"""Records at a terminal and as JSON: a table people enjoy, or one plain line each when the output goes into a pipe."""

from collections.abc import Sequence
from typing import Any, Final

import click
import orjson
from rich.console import Console
from rich.table import Table
from rich.text import Text

from mingus.checklist.keeping.expiring import SOON_DAYS, Due
from mingus.core import clock
from mingus.core.evidence import Fault, Found, Head, Record

_SIGNS: Final = {
    "sound": ("✓", "green"),
    "failed": ("✗", "bold red"),
    "not finished": ("✗", "bold red"),
    "expired": ("↻", "dark_orange"),
}
_OMITTED: Final = {"duration_ms", "output_bytes", "output_sha256"}


def show(console: Console, found: Sequence[Found]) -> None:
    """The records in the order given."""
    if not found:
        console.print("There is no evidence yet. `mingus evidence run ID -- COMMAND` makes some.")
        return
    rows = [_row(one) for one in found]
    if not console.is_terminal:
        _plainly(rows)
        return
    table = Table(box=None, header_style="dim", pad_edge=False, padding=(0, 2, 0, 0))
    for name in ("#", "box", "kind", "", "what", "by", "made", "until"):
        table.add_column(name, overflow="fold" if name == "what" else "ellipsis", no_wrap=name != "what")
    for row in rows:
        table.add_row(*row)
    console.print(table)


def show_due(console: Console, found: Sequence[Due], within_days: int) -> None:
    """What ends soon, the soonest first."""
    if not found:
        console.print(f"No evidence ends within {within_days} days.")
        return
    rows = [_due_row(one) for one in found]
    if not console.is_terminal:
        _plainly(rows)
        return
    table = Table(box=None, header_style="dim", pad_edge=False, padding=(0, 2, 0, 0))
    for name in ("ends", "", "box", "kind", "title", "by", "renew with"):
        table.add_column(name, no_wrap=name not in {"title", "renew with"})
    for row in rows:
        table.add_row(*row)
    console.print(table)


def say(console: Console, record: Record) -> None:
    """One line once a record is kept."""
    sign, style = _SIGNS[_state(record)]
    tests = ", ".join(f"{count} {name.removeprefix('tests_')}" for name, count in _tests(record))
    text = Text.assemble(
        (f"{sign} {record.id} ", style),
        f"{record.kind} recorded as number {record.number}",
        (f" · {tests}" if tests else "", "dim"),
        (f" · good until {record.expires_at:%Y-%m-%d}" if _state(record) == "sound" else f" · {_state(record)}", "dim"),
    )
    console.print(text, soft_wrap=True)


def sound(end: Head | Fault | None) -> str:
    """The sentence for evidence without a fault; the end of the chain is worth noting down elsewhere."""
    if not isinstance(end, Head):
        return "There is no evidence yet."
    records = "1 record" if end.number == 1 else f"{end.number:,} records"
    return f"{records}, all sound. The end of the chain: {end.number}:{end.hash}"


def as_json(found: Sequence[Found]) -> bytes:
    """A list of objects: what each record says and its `state`, or its `fault`."""
    return orjson.dumps([_object(one) for one in found], option=orjson.OPT_INDENT_2)


def _object(one: Found) -> dict[str, Any]:
    if one.record is None:
        assert one.fault is not None, "one of the two is there"
        return {"state": "fault", "where": one.fault.where, "number": one.fault.number, "fault": one.fault.words}
    return {"state": _state(one.record), "where": one.record.where, **one.record.model_dump(mode="json")}


def _row(one: Found) -> list[Text | str]:
    record = one.record
    if record is None:
        assert one.fault is not None, "one of the two is there"
        where = one.fault.where.partition("/")[0]
        return [str(one.fault.number or ""), where, "", Text("✗ fault", "bold red"), one.fault.words, "", "", ""]
    sign, style = _SIGNS[_state(record)]
    return [
        str(record.number),
        record.id,
        record.kind,
        Text(f"{sign} {_state(record)}", style),
        Text(record.statement) + Text(f"  {_figures(record)}", "dim"),
        record.operator,
        f"{record.created_at:%Y-%m-%d}",
        f"{record.expires_at:%Y-%m-%d}",
    ]


def _due_row(one: Due) -> list[Text | str]:
    style = "bold red" if one.days_left <= 0 else "dark_orange" if one.days_left <= SOON_DAYS else ""
    record = one.record
    return [
        f"{record.expires_at:%Y-%m-%d}",
        Text(one.when, style),
        record.id,
        record.kind,
        one.title,
        record.operator,
        Text(one.renewal, "dim"),
    ]


def _plainly(rows: Sequence[Sequence[Text | str]]) -> None:
    """A line each, with tabs between, for the next program."""
    for row in rows:
        click.echo("\t".join(str(cell).strip() for cell in row))


def _figures(record: Record) -> str:
    """What was measured, without what is only there to prove the output."""
    said = [f"{name.replace('_', ' ')} {value}" for name, value in record.figures.items() if name not in _OMITTED]
    return " · ".join(said)


def _tests(record: Record) -> list[tuple[str, Any]]:
    return [(name, count) for name, count in record.figures.items() if name.startswith("tests_")]


def _state(record: Record) -> str:
    if not record.finished:
        return "not finished"
    if record.exit_code:
        return "failed"
    return "expired" if clock.now() >= record.expires_at else "sound"
