"""How `mingus config` looks: tables and signs at a terminal, one plain line a setting in a pipe."""

from collections.abc import Sequence
from itertools import groupby

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from mingus.core.settings import SCHEMA, Fault, Setting

Line = tuple[Setting, str, str]


def print_check(environment: str, faults: Sequence[Fault], advice: Sequence[Fault]) -> None:
    """Faults first, then advice, then the verdict."""
    console = Console(highlight=False)
    _print_list(console, "✗", "red", "", faults)
    _print_list(console, "!", "yellow", "advice: ", advice)
    many = f"{len(faults)} {'fault' if len(faults) == 1 else 'faults'}"
    verdict = f"{many}: Mingus would not start in {environment}." if faults else f"Good for {environment}."
    sign, colour = ("✗", "red") if faults else ("✓", "green")
    if not console.is_terminal:
        console.print(verdict, markup=False, soft_wrap=True)
        return
    counted = "" if faults else f"  {len(SCHEMA)} settings"
    console.print(Text.assemble((sign, f"bold {colour}"), " ", (verdict, "bold"), (counted, "dim")))


def _print_list(console: Console, sign: str, colour: str, prefix: str, said: Sequence[Fault]) -> None:
    if not console.is_terminal:
        for fault in said:
            console.print(f"{prefix}{fault.name}: {fault.reason}", markup=False, soft_wrap=True)
        return
    if not said:
        return
    table = Table.grid(padding=(0, 2))
    for fault in said:
        table.add_row(Text(sign, f"bold {colour}"), Text(fault.name, "bold", no_wrap=True), fault.reason)
    console.print(table)
    console.print()


def print_settings(lines: Sequence[Line]) -> None:
    """Every setting under its group; in a pipe, name, value and source with tabs between them."""
    console = Console(highlight=False)
    if not console.is_terminal:
        for setting, value, source in lines:
            click.echo(f"{setting.name}\t{value}\t{source}")  # rich would turn the tabs into blanks
        return
    for group, found in groupby(lines, key=lambda line: line[0].group):
        console.print(Text(group, "bold underline"))
        console.print(_table(list(found)))
        console.print()


def _table(lines: Sequence[Line]) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(width=max(len(setting.name) for setting in SCHEMA), no_wrap=True)
    table.add_column(min_width=26, overflow="fold")
    table.add_column(no_wrap=True)
    for setting, value, source in lines:
        said = Text(f"•••••••• {value.removeprefix('secret, ')}" if setting.secret and value else value)
        quiet = "dim" if source in {"default", "not set"} else "cyan"
        table.add_row(Text(setting.name), said, Text(source, quiet))
    return table
