"""The schema this program needs, as Alembic would say it."""

from alembic.script import ScriptDirectory

from mingus.core import schema_version


def test_the_newest_migration_is_found_without_alembic() -> None:
    assert schema_version.head() == ScriptDirectory(str(schema_version.MIGRATIONS)).get_current_head()
