"""5.1: what only the host knows is asked by name; the door without TLS is tried."""

from datetime import timedelta

import pytest

from mingus.checklist.rules import State
from tests.checklist.conftest import NOW, Check, MakeSurroundings, is_green, is_red
from tests.checklist.proofs import OTHER_COMMIT, record
from tests.servers.authority import Authority
from tests.servers.postgres import PLAIN_TOO, TLS_ONLY, TlsPostgres, tls_postgres

DOOR = "nobody_gets_in_unencrypted"


@pytest.mark.parametrize("box_id", ["5.1.1", "5.1.2", "5.1.3", "5.1.4"])
def test_without_a_token_the_host_is_not_asked(check: Check, box_id: str) -> None:
    result = check(box_id)
    assert result.state is State.UNKNOWN
    assert "DIGITALOCEAN_TOKEN" in result.finding.detail
    assert "GET /v2/databases/{database_cluster_uuid}" in result.finding.detail


def test_the_distance_is_evidence_for_a_quarter_of_a_year(check: Check, around: MakeSurroundings) -> None:
    assert check("5.1.3", "a_sound_record").state is State.UNKNOWN
    record(around().home, "5.1.3", at=NOW - timedelta(days=91), commit=OTHER_COMMIT)
    assert check("5.1.3", "a_sound_record").state is State.STALE
    record(around().home, "5.1.3", at=NOW - timedelta(days=89), commit=OTHER_COMMIT)
    assert is_green(check("5.1.3", "a_sound_record"))
    record(around().home, "5.1.3", exit_code=1)
    assert is_red(check("5.1.3", "a_sound_record"))


def test_a_door_that_takes_nobody_without_tls_passes(check: Check, encrypted: TlsPostgres) -> None:
    assert is_green(check("5.1.4", DOOR, environ={"DATABASE_URL": encrypted.url(sslmode="require")}))


def test_a_door_that_takes_everybody_fails(check: Check, authority: Authority) -> None:
    with tls_postgres(authority.issue(), hba=TLS_ONLY + PLAIN_TOO) as server:
        environ = {"DATABASE_URL": server.url(sslmode="require")}
        assert is_red(check("5.1.4", DOOR, environ=environ), "without TLS is let in")
