"""What every migration does to a fresh table: who may do what, and row-level security for household data."""

from typing import Final

from alembic import op

_SEES: Final = "household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid)"


def protect(*tables: str, append_only: bool = False) -> None:
    """Close household tables by row-level security: no household set, no rows; another's rows are refused."""
    for table in tables:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY household_only ON {table} USING ({_SEES}) WITH CHECK ({_SEES})")
    grant(*tables, append_only=append_only)


def grant(*tables: str, append_only: bool = False) -> None:
    """Give the application what it needs of `tables`, and the read-only role a look."""
    rights = "SELECT, INSERT" if append_only else "SELECT, INSERT, UPDATE, DELETE"
    for table in tables:
        op.execute(f"GRANT {rights} ON {table} TO mingus_app")
        op.execute(f"GRANT SELECT ON {table} TO mingus_readonly")
