"""One box in words: what it looks at, when it passes, what it found, what to do."""

import re
from collections.abc import Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from mingus.checklist.box import Box
from mingus.checklist.catalogue import section_of
from mingus.checklist.reports.terminal import printable, state_text
from mingus.checklist.rules import Stage
from mingus.checklist.service import Result

_COMMAND = re.compile(r"`[^`]+`")


def as_object(box: Box) -> dict[str, Any]:
    """A box for programs, without having looked."""
    return {
        "id": box.id,
        "title": box.title,
        "kind": box.kind,
        "section": section_of(box.id).title,
        "stages": [stage.value for stage in Stage if stage in box.stages],
        "blocker": box.blocker,
        "passes": box.passes,
        "fix": box.fix,
    }


def overview(boxes: Sequence[Box]) -> RenderableType:
    """A line a box."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("id", style="bold", no_wrap=True)
    table.add_column("kind", no_wrap=True)
    table.add_column("must hold at", no_wrap=True)
    table.add_column("title")
    for box in boxes:
        stages = " ".join(stage.value for stage in Stage if stage in box.stages) if box.blocker else "–"
        table.add_row(box.id, box.kind, stages, box.title)
    return table


def box(explained: Box) -> RenderableType:
    """Everything about a box but its state."""
    parts = [f"{part.kind.value}  {part.name.replace('_', ' ')}  (needs {part.needs})" for part in explained.parts]
    if explained.rolls_up:
        parts.append(f"the worst of {', '.join(explained.rolls_up)}")
    facts = {
        "Passes when": explained.passes,
        "Looks at": "\n".join(parts),
        "Enough is" if explained.any_of else "Must hold": "one of them" if explained.any_of else "all of them",
        "Stages": ", ".join(stage.value for stage in Stage if stage in explained.stages),
        "Blocks a launch": "yes" if explained.blocker else "no",
        "To fix": explained.fix,
    }
    return Group(_title(explained), Padding(_facts(facts), (0, 0, 0, 2)))


def result(found: Result) -> RenderableType:
    """What a look found, part by part."""
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True, style="dim")
    table.add_column(ratio=1)
    for part, finding in found.parts:
        table.add_row(state_text(finding.state), part.kind.value, Text(printable(finding.detail)))
    figures = {name: printable(str(value)) for name, value in found.finding.figures.items()}
    lines: list[RenderableType] = [_title(found.box), _state(found), Padding(table, (1, 0, 0, 2))]
    if figures:
        lines.append(Padding(_facts(figures), (1, 0, 0, 2)))
    return Group(*lines, Padding(Text(f"To fix: {found.box.fix}", style="dim"), (1, 0, 0, 0)))


def remedy(found: Result) -> RenderableType:
    """What is wrong and what to do about it."""
    words = Text(found.box.fix)
    words.highlight_regex(_COMMAND, "bold cyan")
    return Group(_title(found.box), _state(found), Padding(words, (1, 0, 0, 2)))


def _title(explained: Box) -> Text:
    return Text.assemble((f"{explained.id}  ", "bold"), (explained.title, "bold"))


def _state(found: Result) -> Text:
    return state_text(found.state).append(f"  {printable(found.finding.detail)}", style="default")


def _facts(facts: dict[str, str]) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(ratio=1)
    for name, value in facts.items():
        table.add_row(name, Text(value))
    return table
