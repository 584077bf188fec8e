"""A new installation knows nobody: there is no account that came with it, and none to switch off."""

from tests.databases import Scratch


def test_a_fresh_database_knows_nobody(scratch_database: Scratch) -> None:
    for table in ("people", "households", "memberships", "sessions", "refresh_tokens"):
        assert scratch_database.rows(f"SELECT count(*) FROM {table}") == [(0,)], table
