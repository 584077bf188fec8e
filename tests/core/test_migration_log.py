"""The line a file of SQL writes about itself."""

from mingus.core import migration_log


def test_the_file_names_itself_and_what_it_made() -> None:
    said = migration_log.statement("0007", "abc", "SELECT 'def'")
    assert "'0007', 'abc', (SELECT 'def')" in said
    assert "'PRODUCTION_DATABASE_MIGRATIONS.sql'" in said
