"""Redis must be encrypted, checked and alive where there is one; a local Mingus works without."""

from collections.abc import Iterator

import pytest

from mingus.checklist.looking.redis_server import (
    ON_THIS_MACHINE,
    WITHOUT,
    answer_faults,
    redis_address_demands_tls,
    redis_answers,
    server_of,
)
from mingus.checklist.looking.stores import NoAnswer
from mingus.checklist.missing import Missing
from mingus.checklist.rules import Stage, State
from tests.checklist.conftest import MakeSurroundings
from tests.servers.authority import Authority
from tests.servers.redis import RedisServer, redis_server

SECURE = "rediss://default:word@cache.example:25061"
DEPLOYED = (Stage.STAGING, Stage.PRODUCTION)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def encrypted(authority: Authority) -> Iterator[RedisServer]:
    with redis_server(certificate=authority.issue()) as server:
        yield server


def test_where_none_is_needed_none_is_no_question(around: MakeSurroundings) -> None:
    for look in (redis_address_demands_tls, redis_answers):
        assert (look(around()).state, look(around()).detail) == (State.NOT_APPLICABLE, WITHOUT)
        for stage in DEPLOYED:
            with pytest.raises(Missing, match="REDIS_URL"):
                look(around(stage=stage))


@pytest.mark.parametrize("words", ["", "?ssl_cert_reqs=required", "?ssl_check_hostname=true", "?ssl_check_hostname=1"])
@pytest.mark.parametrize("stage", list(Stage))
def test_an_address_that_encrypts_and_checks_passes(around: MakeSurroundings, stage: Stage, words: str) -> None:
    found = redis_address_demands_tls(around(stage=stage, environ={"REDIS_URL": SECURE + words}))
    assert found.state is State.PASS


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("redis://default:word@cache.example:25061", "REDIS_URL begins with redis://, not rediss://"),
        (f"{SECURE}?ssl_cert_reqs=none", "REDIS_URL takes any certificate (ssl_cert_reqs)"),
        (f"{SECURE}?ssl_cert_reqs=optional", "REDIS_URL takes any certificate (ssl_cert_reqs)"),
        (f"{SECURE}?ssl_check_hostname=false", "REDIS_URL takes a certificate of any name (ssl_check_hostname)"),
    ],
)
def test_an_address_that_does_not_fails(around: MakeSurroundings, url: str, fault: str) -> None:
    for stage in Stage:
        found = redis_address_demands_tls(around(stage=stage, environ={"REDIS_URL": url}))
        assert (found.state, found.detail) == (State.FAIL, fault)


@pytest.mark.parametrize("url", ["redis://127.0.0.1:6379", "redis://localhost", "unix:///run/redis.sock"])
def test_on_this_machine_encryption_is_no_question_but_in_production(around: MakeSurroundings, url: str) -> None:
    here = redis_address_demands_tls(around(environ={"REDIS_URL": url}))
    assert (here.state, here.detail) == (State.NOT_APPLICABLE, ON_THIS_MACHINE)
    for stage in DEPLOYED:
        assert redis_address_demands_tls(around(stage=stage, environ={"REDIS_URL": url})).state is State.FAIL


def test_one_that_answers_passes_locally_and_fails_where_it_must_be_encrypted(
    around: MakeSurroundings, redis_url: str
) -> None:
    assert redis_answers(around(environ={"REDIS_URL": redis_url})).state is State.PASS
    for stage in DEPLOYED:
        found = redis_answers(around(stage=stage, environ={"REDIS_URL": redis_url}))
        assert (found.state, found.detail) == (State.FAIL, "our connection to Redis is not encrypted")


def test_an_encrypted_one_passes_everywhere(
    around: MakeSurroundings, encrypted: RedisServer, authority: Authority
) -> None:
    url = f"{encrypted.url}?ssl_ca_certs={authority.certificate}"
    for stage in Stage:
        found = redis_answers(around(stage=stage, environ={"REDIS_URL": url}))
        assert (found.state, "answers PING" in found.detail) == (State.PASS, True)


def test_a_certificate_that_nobody_vouches_for_is_no_answer(around: MakeSurroundings, encrypted: RedisServer) -> None:
    with pytest.raises(NoAnswer, match="ConnectionError"):
        redis_answers(around(environ={"REDIS_URL": encrypted.url}))


def test_a_wrong_password_is_no_answer_and_not_shown(around: MakeSurroundings, redis_url: str) -> None:
    wrong = redis_url.replace("redis://:", "redis://:wrong")
    with pytest.raises(NoAnswer) as caught:
        redis_answers(around(environ={"REDIS_URL": wrong}))
    assert "wrong" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "version", "seconds", "faults"),
    [
        ("redis", (6, 2, 0), 2.0, []),
        ("redis", (6, 1, 9), 0.1, ["redis 6.1 is older than 6.2"]),
        ("valkey", (7, 2, 0), 0.1, []),
        ("valkey", (7, 1, 5), 0.1, ["valkey 7.1 is older than 7.2"]),
        ("redis", (8, 0), 2.1, ["it took 2.1 seconds to answer, more than 2"]),
    ],
)
def test_old_and_slow_servers_are_faults(
    name: str, version: tuple[int, ...], seconds: float, faults: list[str]
) -> None:
    assert answer_faults(name, version, seconds) == faults


def test_the_server_says_which_it_is(around: MakeSurroundings, redis_url: str) -> None:
    with around(environ={"REDIS_URL": redis_url}).redis() as client:
        name, version = server_of(client)
    assert name in {"redis", "valkey"}
    assert len(version) >= 2
