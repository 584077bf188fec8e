"""Over a network only TLS will do; on one machine there is nothing to encrypt at the local stage."""

import pytest

from mingus.checklist.looking import database
from mingus.checklist.looking.database import encryption
from mingus.checklist.looking.database.encryption import ON_THIS_MACHINE
from mingus.checklist.missing import Missing
from mingus.checklist.rules import Stage, State
from mingus.checklist.surroundings import Surroundings
from tests.checklist.conftest import MakeSurroundings
from tests.databases import Scratch
from tests.servers.authority import Authority
from tests.servers.postgres import PLAIN_TOO, TLS_ONLY, TlsPostgres, tls_postgres

REMOTE = "postgresql://app:word@db.example:25060/mingus"


class TestAddress:
    @pytest.mark.parametrize("stage", list(Stage))
    @pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
    def test_verify_full_passes(self, around: MakeSurroundings, stage: Stage, scheme: str) -> None:
        url = f"{scheme}://app:word@db.example/mingus?sslmode=verify-full"
        found = database.address_demands_tls(around(stage=stage, environ={"DATABASE_URL": url}))
        assert (found.state, found.figures) == (State.PASS, {"addresses": 1})

    @pytest.mark.parametrize("mode", ["require", "verify-ca"])
    def test_encryption_without_a_check_of_the_name_warns(self, around: MakeSurroundings, mode: str) -> None:
        found = database.address_demands_tls(around(environ={"DATABASE_URL": f"{REMOTE}?sslmode={mode}"}))
        assert (found.state, f"DATABASE_URL has sslmode={mode}" in found.detail) == (State.WARN, True)

    @pytest.mark.parametrize(
        ("words", "mode"), [("", "none"), ("?sslmode=prefer", "prefer"), ("?sslmode=disable", "disable")]
    )
    def test_what_may_be_in_the_clear_fails(self, around: MakeSurroundings, words: str, mode: str) -> None:
        found = database.address_demands_tls(around(environ={"DATABASE_URL": REMOTE + words}))
        assert (found.state, found.detail) == (State.FAIL, f"DATABASE_URL has sslmode={mode}")

    def test_the_address_past_the_pooler_is_judged_too(self, around: MakeSurroundings) -> None:
        environ = {"DATABASE_URL": f"{REMOTE}?sslmode=verify-full", "DATABASE_DIRECT_URL": REMOTE}
        found = database.address_demands_tls(around(environ=environ))
        assert (found.state, found.detail) == (State.FAIL, "DATABASE_DIRECT_URL has sslmode=none")

    def test_on_this_machine_it_is_no_question_but_in_production(self, around: MakeSurroundings) -> None:
        environ = {"DATABASE_URL": "postgresql://app@127.0.0.1/mingus"}
        here = database.address_demands_tls(around(environ=environ))
        assert (here.state, here.detail) == (State.NOT_APPLICABLE, ON_THIS_MACHINE)
        for stage in (Stage.STAGING, Stage.PRODUCTION):
            assert database.address_demands_tls(around(stage=stage, environ=environ)).state is State.FAIL

    def test_without_an_address_it_is_missing(self, around: MakeSurroundings) -> None:
        with pytest.raises(Missing, match="DATABASE_URL"):
            database.address_demands_tls(around())


class TestConnection:
    def test_tls_passes_at_every_stage(self, around: MakeSurroundings, encrypted: TlsPostgres) -> None:
        for stage in Stage:
            seen = around(stage=stage, environ={"DATABASE_URL": encrypted.url(sslmode="require")})
            own, every = database.connection_is_encrypted(seen), database.every_connection_is_encrypted(seen)
            assert (own.state, own.figures) == (State.PASS, {"protocol": "TLSv1.3"})
            assert every.state is State.PASS
            assert int(every.figures["encrypted"]) >= 1

    def test_tls_1_2_is_the_oldest_that_passes(self, around: MakeSurroundings, encrypted: TlsPostgres) -> None:
        url = encrypted.url(sslmode="require", ssl_max_protocol_version="TLSv1.2")
        assert database.connection_is_encrypted(around(environ={"DATABASE_URL": url})).detail.endswith("TLSv1.2")

    def test_a_socket_is_no_question_but_in_production(self, empty: Surroundings, around: MakeSurroundings) -> None:
        for look in (database.connection_is_encrypted, database.every_connection_is_encrypted):
            assert (look(empty).state, look(empty).detail) == (State.NOT_APPLICABLE, ON_THIS_MACHINE)
            in_staging = around(stage=Stage.STAGING, environ=empty.environ)
            assert look(in_staging).state is State.FAIL
        assert "not one connection is encrypted" in database.every_connection_is_encrypted(in_staging).detail

    def test_somebody_in_the_clear_is_counted(self, around: MakeSurroundings, authority: Authority) -> None:
        with tls_postgres(authority.issue(), hba=TLS_ONLY + PLAIN_TOO) as server:
            in_clear = around(stage=Stage.PRODUCTION, environ={"DATABASE_URL": server.url(sslmode="disable")})
            assert (
                database.connection_is_encrypted(in_clear).detail == "our connection to the database is not encrypted"
            )
            seen = around(stage=Stage.PRODUCTION, environ={"DATABASE_URL": server.url(sslmode="require")})
            with in_clear.database():
                found = database.every_connection_is_encrypted(seen)
        assert (found.state, found.detail) == (State.FAIL, "1 connections over a network are not encrypted")


def test_the_embedded_database_has_none(scratch_database: Scratch, around: MakeSurroundings) -> None:
    found = database.address_demands_tls(around(environ={"DATABASE_URL": scratch_database.app}))
    assert found.state is State.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("version", "faults"),
    [
        ("TLSv1.3", []),
        ("TLSv1.2", []),
        ("TLSv1.1", ["our connection speaks TLSv1.1"]),
        ("", ["our connection speaks an unknown protocol"]),
    ],
)
def test_an_old_protocol_is_a_fault(version: str, faults: list[str]) -> None:
    assert encryption.too_old(version) == faults
