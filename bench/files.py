"""The bank's files that are measured: as the generator makes them, and moved so that their newest rows are of today."""

from datetime import UTC, datetime
from pathlib import Path

from bench.generate import ACCOUNTS, LAST_ON, Household, decimal, generate, write_csv


def write(folder: Path, rows: int) -> Path:
    """CSV and OFX files of this many rows in all; the folder that holds both."""
    target = folder / f"files-{rows}"
    generate(rows, target)
    return target


def write_recent(folder: Path, rows: int) -> Path:
    """CSV files of the five years that end today, which is what the first page looks at."""
    target = folder / f"recent-{rows}"
    target.mkdir()
    later = datetime.now(UTC).date() - LAST_ON
    household = Household(rows)
    household.live()
    for account in ACCOUNTS:
        mine = [row for row in household.rows if row.account == account.name]
        lines = [(row.day + later, row.text, decimal(row.minor), row.category) for row in mine]
        write_csv(target / f"{account.name}.csv", ["Date", "Description", "Amount", "Category"], lines)
    return target
