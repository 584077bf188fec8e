"""One table of what was measured, each figure beside its gate and beside its floor of the same run."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

UNITS = {"s": 1.0, "ms": 1e3, "MB": 1e-6, "KB": 1e-3, "": 1.0, "×": 1.0}


@dataclass(frozen=True)
class Figure:
    """A row of the table: seconds, bytes or a plain number. `floor` is what the least possible work took."""

    name: str
    value: float
    unit: str
    gate: float | None = None
    floor: float | None = None

    @property
    def verdict(self) -> str:
        """Whether the figure is within its gate."""
        if self.gate is None:
            return ""
        return "ok" if self.value <= self.gate else "over"


def show(figures: Sequence[Figure], title: str) -> None:
    """Print the table."""
    table = Table(title=title, title_justify="left", pad_edge=False)
    table.add_column("figure")
    for heading in ("measured", "gate", "", "floor", "× floor"):
        table.add_column(heading, justify="right" if heading else "left", no_wrap=True)
    for figure in figures:
        table.add_row(*_cells(figure))
    Console(width=110).print(table)


def _cells(figure: Figure) -> list[str]:
    gate = "" if figure.gate is None else f"≤ {_said(figure.gate, figure.unit)}"
    floor = "" if figure.floor is None else _said(figure.floor, figure.unit)
    ratio = f"{figure.value / figure.floor:.1f}" if figure.floor else ""
    return [figure.name, _said(figure.value, figure.unit), gate, figure.verdict, floor, ratio]


def _said(value: float, unit: str) -> str:
    number = value * UNITS[unit]
    whole = number == int(number) or (unit == "MB" and number >= 10)
    digits = 0 if whole else 2 if number < 10 else 1
    return f"{number:,.{digits}f} {unit}".rstrip()
