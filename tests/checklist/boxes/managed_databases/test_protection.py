"""5.3: TLS that is modern and trusted, users that somebody knows, and a log of what they do."""

from collections.abc import Iterator

import pytest

from mingus.checklist.boxes.managed_databases.protection import logging_faults
from mingus.checklist.rules import State
from mingus.checklist.surroundings import Surroundings
from tests.checklist.conftest import Check, is_green, is_red
from tests.databases import Scratch
from tests.ops.schema.conftest import Lived
from tests.servers.authority import Authority
from tests.servers.postgres import PLAIN_TOO, TLS_ONLY, TlsPostgres, tls_postgres

KNOWN = "nobody_else_may_sign_in"
WRITES = "the_server_writes_down_what_is_done"
ON = {"log_connections": "on", "log_disconnections": "on", "log_statement": "ddl"}


class TestTls:
    @pytest.fixture(scope="class")
    def lax(self, authority: Authority) -> Iterator[TlsPostgres]:
        options = {"ssl_min_protocol_version": "TLSv1"}
        with tls_postgres(authority.for_another_name(), hba=TLS_ONLY + PLAIN_TOO, **options) as server:
            yield server

    def test_modern_and_trusted_passes(self, check: Check, encrypted: TlsPostgres, authority: Authority) -> None:
        url = encrypted.url(sslmode="verify-full", sslrootcert=str(authority.certificate))
        assert is_green(check("5.3.1", environ={"DATABASE_URL": url}))

    @pytest.mark.parametrize(
        ("part", "words"),
        [
            ("oldest_protocol_is_modern", "the server takes TLSv1 and newer"),
            ("old_protocols_are_refused", "the server takes TLSv1.1"),
            ("certificate_is_to_be_trusted", "not to be trusted"),
        ],
    )
    def test_what_is_old_or_not_trusted_is_named(self, check: Check, lax: TlsPostgres, part: str, words: str) -> None:
        assert is_red(check("5.3.1", part, environ={"DATABASE_URL": lax.url(sslmode="require")}), words)

    def test_in_the_clear_fails(self, check: Check, lax: TlsPostgres) -> None:
        result = check("5.3.1", "connection_is_encrypted", environ={"DATABASE_URL": lax.url(sslmode="disable")})
        assert is_red(result, "is not encrypted")


class TestUsers:
    def test_ours_are_known(self, check: Check, empty: Surroundings) -> None:
        result = check("5.3.3", KNOWN, environ=empty.environ)
        assert is_green(result)
        assert result.finding.figures == {"may_sign_in": 4}

    def test_a_stranger_and_what_everybody_may_are_named(self, check: Check, scratch_server: Scratch) -> None:
        environ = {"DATABASE_URL": scratch_server.app}
        scratch_server.run("CREATE ROLE eve LOGIN", "CREATE ROLE doadmin LOGIN", "CREATE ROLE group_of_nobody NOLOGIN")
        result = check("5.3.3", KNOWN, environ=environ)
        assert is_red(result, "eve may sign in, and nobody knows who that is")
        assert result.finding.figures["faults"] == 1
        scratch_server.run(
            "DROP ROLE eve",
            "GRANT CREATE ON SCHEMA public TO PUBLIC",
            "GRANT SELECT ON goals TO PUBLIC",
        )
        result = check("5.3.3", KNOWN, environ=environ)
        assert is_red(result, "everybody may create tables", "everybody may use the table goals")
        assert result.finding.figures["faults"] == 2
        scratch_server.run("ALTER ROLE mingus_readonly RENAME TO reader", "ALTER ROLE reader NOLOGIN")
        assert is_red(check("5.3.3", KNOWN, environ=environ), "there is no role mingus_readonly")


class TestLog:
    def test_all_three_settings_are_enough(self) -> None:
        for statements in ("ddl", "mod", "all"):
            assert logging_faults({**ON, "log_statement": statements}) == []
        assert logging_faults({**ON, "log_connections": "receipt,authentication,authorization"}) == []

    @pytest.mark.parametrize("off", ["off", "", "OFF", "no", "false", "0"])
    @pytest.mark.parametrize("name", ["log_connections", "log_disconnections"])
    def test_what_is_off_is_named(self, name: str, off: str) -> None:
        assert logging_faults({**ON, name: off}) == [f"{name} is off"]

    def test_statements_that_are_not_written_are_named(self) -> None:
        assert logging_faults({**ON, "log_statement": "none"}) == ["log_statement is none, not ddl"]
        assert logging_faults({"log_connections": "on", "log_disconnections": "on"}) == [
            "log_statement is not to be seen, not ddl"
        ]

    def test_pgaudit_does_when_it_is_loaded_and_told_to(self) -> None:
        loaded = {"shared_preload_libraries": "pg_stat_statements, pgaudit"}
        assert logging_faults({**loaded, "pgaudit.log": "ddl, role"}) == []
        for silent in (
            {**loaded, "pgaudit.log": "none"},
            {**loaded, "pgaudit.log": ""},
            loaded,
            {"pgaudit.log": "ddl"},
        ):
            assert len(logging_faults(silent)) == 3

    def test_a_server_that_writes_nothing_down_fails(self, check: Check, encrypted: TlsPostgres) -> None:
        result = check("5.3.4", WRITES, environ={"DATABASE_URL": encrypted.url(sslmode="require")})
        assert is_red(result, "log_connections is off; log_disconnections is off; log_statement is none, not ddl")

    def test_one_that_does_passes(self, check: Check, authority: Authority) -> None:
        with tls_postgres(authority.issue(), **ON) as server:
            result = check("5.3.4", WRITES, environ={"DATABASE_URL": server.url(sslmode="require")})
        assert is_green(result)
        assert "the server logs who comes" in result.finding.detail

    def test_a_changed_line_of_the_audit_log_fails(self, check: Check, home: Surroundings, lived: Lived) -> None:
        assert is_green(check("5.3.4", "audit_chain_is_whole", environ=home.environ))
        lived.scratch.run("UPDATE audit_log SET event = 'Other' WHERE number = 2")
        assert is_red(check("5.3.4", "audit_chain_is_whole", environ=home.environ), "breaks at line 2")


@pytest.mark.parametrize("box_id", ["5.3.2", "5.3.3", "5.3.4"])
def test_without_a_token_the_host_is_not_asked(check: Check, box_id: str) -> None:
    result = check(box_id)
    assert (result.state, "DIGITALOCEAN_TOKEN" in result.finding.detail) == (State.UNKNOWN, True)
