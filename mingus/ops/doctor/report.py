"""How findings look: a table at a terminal, plain lines in a pipe, JSON for programs."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from mingus.ops.doctor.finding import Finding, State

SIGNS = {State.OK: ("✓", "green"), State.WARNING: ("!", "yellow"), State.PROBLEM: ("✗", "red")}
WIDEST = 110


def show(findings: Sequence[Finding], console: Console) -> None:
    """Prints the findings and, last, the verdict."""
    if console.is_terminal:
        console.print(_table(findings, min(console.width, WIDEST)))
        console.print(Text(verdict(findings), style=f"bold {SIGNS[worst(findings)][1]}"))
        return
    for finding in findings:
        remedy = f" -> {finding.remedy}" if finding.remedy else ""
        line = f"{finding.state:<8} {finding.name}: {finding.sentence}{remedy}"
        console.print(line, markup=False, soft_wrap=True)
    console.print(verdict(findings), markup=False, soft_wrap=True)


def as_json(findings: Sequence[Finding]) -> str:
    """The same for a program."""
    facts = {"state": worst(findings), "verdict": verdict(findings), "findings": [asdict(each) for each in findings]}
    return json.dumps(facts, indent=2, ensure_ascii=False)


def worst(findings: Sequence[Finding]) -> State:
    """The state of the whole."""
    states = {finding.state for finding in findings}
    return next((state for state in (State.PROBLEM, State.WARNING) if state in states), State.OK)


def verdict(findings: Sequence[Finding]) -> str:
    """One sentence about the whole."""
    counts = Counter(finding.state for finding in findings)
    said = [_counted(counts[state], state) for state in (State.PROBLEM, State.WARNING) if counts[state]]
    return f"{' and '.join(said).capitalize()}." if said else "Mingus is well."


def _counted(count: int, state: State) -> str:
    return f"{count} {state}{'' if count == 1 else 's'}"


def _table(findings: Sequence[Finding], width: int) -> Table:
    table = Table(box=SIMPLE_HEAD, show_header=False, pad_edge=False, width=width)
    table.add_column(width=9, no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(ratio=1, overflow="fold")
    for finding in findings:
        sign, colour = SIGNS[finding.state]
        words = Text(finding.sentence)
        if finding.remedy:
            words.append("\n→ ", style=colour).append(finding.remedy, style="bold")
        state = Text(f"{sign} {finding.state}", style=f"bold {colour}")
        table.add_row(state, Text(finding.name, style="bold"), words)
    return table
