"""5.2: who signs in as whom, and what goes through the pooler."""

import pytest

from mingus.checklist.boxes.managed_databases.settings import sign_in_faults
from mingus.checklist.rules import State
from mingus.checklist.surroundings import Surroundings
from mingus.ops import schema
from mingus.ops.postgres.roles import Role
from tests.checklist.conftest import Check, is_green, is_red
from tests.databases import Scratch

SIGNS_IN = "each_signs_in_as_itself"
POOLER = "pages_go_through_the_pooler"
POOLED = "postgresql://mingus_app:word@db.example:25061/mingus?sslmode=verify-full"
DIRECT = "postgresql://mingus_app:word@db.example:25060/mingus?sslmode=verify-full"


class TestUsers:
    def test_ours_can_do_what_they_need(self, check: Check, empty: Surroundings) -> None:
        assert is_green(check("5.2.1", environ=empty.environ))

    def test_who_signs_in_as_somebody_else_is_named(self, check: Check, scratch_database: Scratch) -> None:
        result = check("5.2.1", SIGNS_IN, environ={"DATABASE_URL": scratch_database.migration})
        assert is_red(result, "the application signs in as mingus_migration")

    def test_the_administrator_s_powers_are_named(self, check: Check, scratch_database: Scratch) -> None:
        result = check("5.2.1", SIGNS_IN, environ={"DATABASE_URL": scratch_database.superuser})
        assert is_red(result, "the application signs in as postgres", "postgres is a superuser")

    def test_a_right_too_many_fails(self, check: Check, empty: Surroundings, scratch_database: Scratch) -> None:
        scratch_database.run("GRANT DELETE ON audit_log TO mingus_app")
        assert is_red(check("5.2.1", "audit_log_only_grows", environ=empty.environ), "mingus_app may DELETE audit_log")
        scratch_database.run("GRANT CREATE ON SCHEMA public TO mingus_app")
        assert is_red(check("5.2.1", "roles_are_narrow", environ=empty.environ), "may create tables")

    def test_roles_that_are_not_as_they_should_be_are_named(self, scratch_server: Scratch) -> None:
        assert _faults(scratch_server) == []
        scratch_server.run("REVOKE mingus_owner FROM mingus_migration")
        assert _faults(scratch_server) == ["mingus_migration can't act as mingus_owner"]
        scratch_server.run("ALTER ROLE mingus_migration NOLOGIN", "ALTER ROLE mingus_owner LOGIN")
        assert _faults(scratch_server) == [
            "mingus_migration can't sign in, so somebody else migrates",
            "somebody can sign in as mingus_owner",
        ]
        scratch_server.run("DROP ROLE mingus_migration")
        assert _faults(scratch_server)[0] == "mingus_migration can't sign in, so somebody else migrates"


class TestPooler:
    def test_two_addresses_of_one_database_pass(self, check: Check) -> None:
        assert is_green(check("5.2.2", POOLER, environ={"DATABASE_URL": POOLED, "DATABASE_DIRECT_URL": DIRECT}))

    @pytest.mark.parametrize(
        "other",
        ["db2.example:25061/mingus", "db.example:25061/pool"],
    )
    def test_another_host_or_name_is_another_place(self, check: Check, other: str) -> None:
        direct = f"postgresql://mingus_app:word@{other}"
        assert is_green(check("5.2.2", POOLER, environ={"DATABASE_URL": POOLED, "DATABASE_DIRECT_URL": direct}))

    @pytest.mark.parametrize(
        ("environ", "words"),
        [
            ({"DATABASE_URL": POOLED}, "DATABASE_DIRECT_URL is not set"),
            ({"DATABASE_URL": POOLED, "DATABASE_DIRECT_URL": POOLED}, "lead to the same place"),
            (
                {"DATABASE_URL": POOLED, "DATABASE_DIRECT_URL": DIRECT.replace("mingus_app", "doadmin")},
                "sign in as two different users",
            ),
        ],
    )
    def test_what_goes_past_it_is_named(self, check: Check, environ: dict[str, str], words: str) -> None:
        result = check("5.2.2", POOLER, environ=environ)
        assert is_red(result, words)
        assert "word" not in result.finding.detail

    def test_without_an_address_nobody_knows(self, check: Check) -> None:
        assert check("5.2.2", POOLER).state is State.UNKNOWN


@pytest.mark.parametrize("box_id", ["5.2.2", "5.2.3", "5.2.4"])
def test_without_a_token_the_host_is_not_asked(check: Check, box_id: str) -> None:
    environ = {"DATABASE_URL": POOLED, "DATABASE_DIRECT_URL": DIRECT}
    result = check(box_id, environ=environ)
    assert (result.state, "DIGITALOCEAN_TOKEN" in result.finding.detail) == (State.UNKNOWN, True)


def _faults(server: Scratch) -> list[str]:
    """As the application's login sees it."""
    with server.connection(Role.APPLICATION) as connection:
        return sign_in_faults(schema.rights(connection))
