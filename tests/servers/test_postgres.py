"""A PostgreSQL that speaks TLS as its certificate and options say."""

from collections.abc import Iterator

import psycopg
import pytest

from tests.servers.authority import Authority
from tests.servers.postgres import PLAIN_TOO, TlsPostgres, tls_postgres


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def right(authority: Authority) -> Iterator[TlsPostgres]:
    with tls_postgres(authority.issue()) as server:
        yield server


def ask(url: str, query: str) -> tuple[object, ...] | None:
    with psycopg.connect(url, connect_timeout=5) as db:
        return db.execute(query.encode()).fetchone()


def test_a_client_that_checks_everything_gets_in(right: TlsPostgres, authority: Authority) -> None:
    url = right.url(sslmode="verify-full", sslrootcert=str(authority.certificate))
    assert ask(url, "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()") == (True,)
    assert ask(url, "SELECT current_database()") == ("mingus",)


def test_without_tls_nobody_gets_in(right: TlsPostgres) -> None:
    with pytest.raises(psycopg.OperationalError, match="no encryption"):
        ask(right.url(sslmode="disable"), "SELECT 1")


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("expired", "certificate verify failed"),
        ("not_yet_valid", "certificate verify failed"),
        ("for_another_name", "does not match host name"),
        ("weak", "certificate verify failed"),
    ],
)
def test_a_wrong_certificate_is_served_for_clients_to_refuse(authority: Authority, kind: str, reason: str) -> None:
    with tls_postgres(getattr(authority, kind)()) as server:
        url = server.url(sslmode="verify-full", sslrootcert=str(authority.certificate))
        with pytest.raises(psycopg.OperationalError, match=reason):
            ask(url, "SELECT 1")
        assert ask(server.url(sslmode="require"), "SELECT 1") == (1,)


def test_one_without_tls_and_with_options() -> None:
    with tls_postgres(None, hba=PLAIN_TOO, idle_in_transaction_session_timeout="7s") as server:
        assert ask(server.url(), "SHOW idle_in_transaction_session_timeout") == ("7s",)
        with pytest.raises(psycopg.OperationalError, match="server does not support SSL"):
            ask(server.url(sslmode="require"), "SELECT 1")
    assert server.process.poll() is not None
