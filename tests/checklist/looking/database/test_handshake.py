"""At the server's door: without TLS, with old TLS, and with certificates of every kind."""

from collections.abc import Iterator

import pytest

from mingus.checklist.looking import database
from mingus.checklist.looking.database.encryption import ON_THIS_MACHINE
from mingus.checklist.looking.stores import NoAnswer
from mingus.checklist.missing import Missing
from mingus.checklist.rules import Stage, State
from mingus.checklist.surroundings import Surroundings
from tests.checklist.conftest import MakeSurroundings
from tests.servers import processes
from tests.servers.authority import Authority, Certificate
from tests.servers.postgres import PLAIN_TOO, TLS_ONLY, TlsPostgres, tls_postgres

LIVE_LOOKS = (database.old_protocols_are_refused, database.certificate_is_to_be_trusted)


@pytest.fixture(scope="module")
def lax(authority: Authority) -> Iterator[TlsPostgres]:
    """A server that takes everybody: without TLS, with TLS of long ago, with a certificate for another name."""
    options = {"ssl_min_protocol_version": "TLSv1"}
    with tls_postgres(authority.for_another_name(), hba=TLS_ONLY + PLAIN_TOO, **options) as server:
        yield server


def at(around: MakeSurroundings, server: TlsPostgres, **options: str) -> Surroundings:
    return around(stage=Stage.PRODUCTION, environ={"DATABASE_URL": server.url(**{"sslmode": "require", **options})})


class TestNobodyGetsInUnencrypted:
    def test_one_that_insists_passes(self, around: MakeSurroundings, encrypted: TlsPostgres) -> None:
        found = database.nobody_gets_in_unencrypted(at(around, encrypted))
        assert (found.state, found.detail) == (State.PASS, "a connection without TLS is refused")

    def test_one_that_lets_everybody_in_fails(self, around: MakeSurroundings, lax: TlsPostgres) -> None:
        found = database.nobody_gets_in_unencrypted(at(around, lax))
        assert (found.state, found.detail) == (State.FAIL, "a connection without TLS is let in")

    def test_a_socket_is_no_question_but_in_production(self, empty: Surroundings, around: MakeSurroundings) -> None:
        here = database.nobody_gets_in_unencrypted(empty)
        assert (here.state, here.detail) == (State.NOT_APPLICABLE, ON_THIS_MACHINE)
        production = around(stage=Stage.PRODUCTION, environ=empty.environ)
        assert database.nobody_gets_in_unencrypted(production).state is State.FAIL

    def test_who_asks_for_tls_is_looked_at_locally_too(self, around: MakeSurroundings, encrypted: TlsPostgres) -> None:
        local = around(environ={"DATABASE_URL": encrypted.url(sslmode="require")})
        assert database.nobody_gets_in_unencrypted(local).state is State.PASS

    def test_the_address_past_the_pooler_is_tried(
        self, around: MakeSurroundings, encrypted: TlsPostgres, lax: TlsPostgres
    ) -> None:
        environ = {"DATABASE_URL": encrypted.url(sslmode="require"), "DATABASE_DIRECT_URL": lax.url(sslmode="require")}
        found = database.nobody_gets_in_unencrypted(around(stage=Stage.STAGING, environ=environ))
        assert found.state is State.FAIL

    def test_a_refusal_for_another_reason_proves_nothing(self, around: MakeSurroundings, authority: Authority) -> None:
        other = "hostnossl all all 127.0.0.1/32 ident map=nobody\n"
        with tls_postgres(authority.issue(), hba=TLS_ONLY + other) as server:
            found = database.nobody_gets_in_unencrypted(at(around, server))
        assert (found.state, "another reason" in found.detail) == (State.UNKNOWN, True)

    def test_a_server_that_does_not_answer_at_all_is_no_proof(self, around: MakeSurroundings) -> None:
        url = f"postgresql://app:word@127.0.0.1:{processes.free_port()}/mingus?sslmode=require"
        with pytest.raises(NoAnswer, match="does not let us in"):
            database.nobody_gets_in_unencrypted(around(environ={"DATABASE_URL": url}))


class TestOldestProtocol:
    def test_tls_1_2_is_modern(self, around: MakeSurroundings, encrypted: TlsPostgres) -> None:
        found = database.oldest_protocol_is_modern(at(around, encrypted))
        assert (found.state, found.figures) == (State.PASS, {"oldest": "TLSv1.2"})

    def test_a_setting_that_takes_older_is_named(self, around: MakeSurroundings, lax: TlsPostgres) -> None:
        found = database.oldest_protocol_is_modern(at(around, lax))
        assert (found.state, found.detail) == (State.FAIL, "the server takes TLSv1 and newer")

    def test_tls_switched_off_is_named(self, empty: Surroundings) -> None:
        assert "the server has TLS switched off" in database.oldest_protocol_is_modern(empty).detail


class TestAtTheDoor:
    def test_old_protocols_are_refused(self, around: MakeSurroundings, encrypted: TlsPostgres) -> None:
        found = database.old_protocols_are_refused(at(around, encrypted))
        assert (found.state, found.figures) == (State.PASS, {"protocol": "TLSv1.3"})

    def test_old_protocols_that_are_taken_are_named(self, around: MakeSurroundings, lax: TlsPostgres) -> None:
        found = database.old_protocols_are_refused(at(around, lax))
        assert (found.state, found.detail) == (State.FAIL, "the server takes TLSv1; the server takes TLSv1.1")

    def test_the_certificate_of_the_named_authority_is_trusted(
        self, around: MakeSurroundings, encrypted: TlsPostgres, authority: Authority
    ) -> None:
        seen = at(around, encrypted, sslrootcert=str(authority.certificate))
        found = database.certificate_is_to_be_trusted(seen)
        assert (found.state, "for 127.0.0.1" in found.detail) == (State.PASS, True)

    @pytest.mark.parametrize("root", ["", "system"])
    def test_an_authority_nobody_named_is_not(
        self, around: MakeSurroundings, encrypted: TlsPostgres, root: str
    ) -> None:
        with pytest.raises(NoAnswer, match="not to be trusted"):
            database.certificate_is_to_be_trusted(at(around, encrypted, **({"sslrootcert": root} if root else {})))

    def test_a_certificate_for_another_name_is_not(
        self, around: MakeSurroundings, lax: TlsPostgres, authority: Authority
    ) -> None:
        with pytest.raises(NoAnswer, match="not to be trusted"):
            database.certificate_is_to_be_trusted(at(around, lax, sslrootcert=str(authority.certificate)))

    def test_an_expired_certificate_is_not(self, around: MakeSurroundings, authority: Authority) -> None:
        expired: Certificate = authority.expired()
        with tls_postgres(expired) as server, pytest.raises(NoAnswer, match="expired"):
            database.certificate_is_to_be_trusted(at(around, server, sslrootcert=str(authority.certificate)))

    def test_an_authority_that_can_t_be_read_is_said(self, around: MakeSurroundings, encrypted: TlsPostgres) -> None:
        with pytest.raises(NoAnswer, match="can't be read"):
            database.certificate_is_to_be_trusted(at(around, encrypted, sslrootcert="/nowhere/ca.pem"))

    def test_a_server_without_tls_is_said(self, around: MakeSurroundings) -> None:
        with tls_postgres(None, hba=PLAIN_TOO) as server:
            for look in LIVE_LOOKS:
                with pytest.raises(NoAnswer, match="speaks no TLS"):
                    look(at(around, server))

    def test_nobody_there_and_a_socket_are_said(self, around: MakeSurroundings, empty: Surroundings) -> None:
        nobody = f"postgresql://app@127.0.0.1:{processes.free_port()}/mingus"
        for look in LIVE_LOOKS:
            with pytest.raises(NoAnswer, match="does not answer"):
                look(around(environ={"DATABASE_URL": nobody}))
            with pytest.raises(NoAnswer, match="over a socket's file"):
                look(empty)
            with pytest.raises(Missing, match="DATABASE_URL"):
                look(around())
