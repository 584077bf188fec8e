"""Shapes of CSV files for tests of single pieces of the reader."""

from typing import Any

from mingus.ledger.formats import Choice, CsvShape


def shape(columns: str, **changes: Any) -> CsvShape:
    """A shape whose columns have these roles in their order: `shape("date description amount")`; `-` has none."""
    roles = {role: number for number, role in enumerate(columns.split()) if role != "-"}
    said = {
        "encoding": "utf-8",
        "delimiter": ",",
        "columns": roles,
        "date_order": "ymd",
        "decimal_mark": ".",
        "sign": "as_written",
        "currency": "USD",
    }
    choices: dict[str, Any] = {
        name: Choice(changes.pop(name, value), certain=True, why="The test says so.") for name, value in said.items()
    }
    return CsvShape(header=tuple(columns.split()), first_line=2, **choices, **changes)
