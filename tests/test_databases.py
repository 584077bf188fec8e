"""What tests break is theirs alone."""

from mingus.ops.postgres.roles import Role
from tests.databases import Scratch


def test_a_scratch_database_is_migrated_and_broken_alone(scratch_database: Scratch) -> None:
    assert scratch_database.rows("SELECT version_num FROM alembic_version", Role.APPLICATION)
    scratch_database.run("DROP TABLE goals CASCADE")
    assert scratch_database.rows("SELECT to_regclass('goals')") == [(None,)]


def test_a_scratch_database_is_new_for_the_next_test(scratch_database: Scratch) -> None:
    with scratch_database.connection() as connection:
        assert connection.exec_driver_sql("SELECT to_regclass('goals')::text").scalar() == "goals"


def test_roles_are_spoilt_on_a_server_of_its_own(scratch_server: Scratch) -> None:
    scratch_server.run("ALTER ROLE mingus_app SUPERUSER")
    assert scratch_server.rows("SELECT rolsuper FROM pg_roles WHERE rolname = current_user", Role.APPLICATION) == [
        (True,)
    ]
