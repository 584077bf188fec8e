"""What every migration does to a fresh table: who may do what, and row-level security by household or by person."""

from alembic import op


def protect(*tables: str, append_only: bool = False) -> None:
    """Close household tables by row-level security: no household set, no rows; another's rows are refused."""
    _close(tables, "household")
    grant(*tables, append_only=append_only)


def protect_personal(*tables: str, append_only: bool = False) -> None:
    """The same for what belongs to a person in every household of theirs: no person set, no rows."""
    _close(tables, "person")
    grant(*tables, append_only=append_only)


def grant(*tables: str, append_only: bool = False) -> None:
    """Give the application what it needs of `tables`, and the read-only role a look."""
    rights = "SELECT, INSERT" if append_only else "SELECT, INSERT, UPDATE, DELETE"
    for table in tables:
        op.execute(f"GRANT {rights} ON {table} TO mingus_app")
        op.execute(f"GRANT SELECT ON {table} TO mingus_readonly")


def _close(tables: tuple[str, ...], owner: str) -> None:
    sees = f"{owner}_id = (SELECT NULLIF(current_setting('app.{owner}_id', true), '')::uuid)"
    for table in tables:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY {owner}_only ON {table} USING ({sees}) WITH CHECK ({sees})")
