"""The four roles as they should be, and every way in which they can be spoilt."""

import pytest

from mingus.ops import schema
from mingus.ops.postgres.roles import Role
from tests.databases import Scratch

pytestmark = pytest.mark.postgres


def faults(scratch: Scratch, role: Role = Role.APPLICATION) -> tuple[str, ...]:
    with scratch.connection(role) as connection:
        return schema.rights(connection).faults()


def test_the_four_roles_are_without_fault_whoever_asks(scratch_database: Scratch) -> None:
    assert {faults(scratch_database, role) for role in Role} == {()}


def test_whoever_asks_is_named_with_their_powers(scratch_database: Scratch) -> None:
    with scratch_database.connection() as connection:
        own = schema.rights(connection).own
        assert (own.name, own.powers(), own.owned) == ("mingus_app", (), 0)
    with scratch_database.connection(Role.SUPERUSER) as connection:
        assert "is a superuser" in schema.rights(connection).own.powers()


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("GRANT UPDATE ON audit_log TO mingus_app", "mingus_app may UPDATE lines of audit_log."),
        ("GRANT DELETE ON audit_log TO PUBLIC", "mingus_app may DELETE lines of audit_log."),
        ("GRANT TRUNCATE ON audit_log TO mingus_app", "mingus_app may TRUNCATE lines of audit_log."),
        ("GRANT CREATE ON SCHEMA public TO PUBLIC", "Everybody may create tables in the schema public."),
        ("GRANT SELECT ON people TO PUBLIC", "Everybody may use the table people."),
        ("ALTER TABLE goals OWNER TO mingus_app", "Another role than mingus_owner owns a table: goals of mingus_app."),
        ("GRANT INSERT ON goals TO mingus_readonly", "mingus_readonly may write to goals."),
        ("REVOKE SELECT ON goals FROM mingus_readonly", "mingus_readonly may not read goals."),
    ],
)
def test_a_right_too_many_or_too_few_is_said(scratch_database: Scratch, broken: str, said: str) -> None:
    scratch_database.run(broken)
    assert said in faults(scratch_database)


def test_roles_that_can_too_much_are_said(scratch_server: Scratch) -> None:
    """On a server of its own: roles belong to all databases."""
    assert faults(scratch_server) == ()
    scratch_server.run(
        "ALTER ROLE mingus_app SUPERUSER CREATEDB CREATEROLE BYPASSRLS REPLICATION",
        "GRANT mingus_owner TO mingus_app",
        "CREATE ROLE mingus_guest",
        "CREATE ROLE somebody_else",
    )
    found = faults(scratch_server)
    for power in ("is a superuser", "may create databases", "may create roles", "bypasses row-level security"):
        assert f"mingus_app {power}." in found
    assert "mingus_app may act as mingus_owner." in found
    assert "Nobody knows the role mingus_guest." in found
    assert not [line for line in found if "somebody_else" in line]
    scratch_server.run("DROP OWNED BY mingus_readonly", "DROP ROLE mingus_readonly")
    assert "There is no role mingus_readonly." in faults(scratch_server)
