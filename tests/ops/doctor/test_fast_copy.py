"""Redis: not used, well, and ill in every way that is told apart; never its password."""

from pathlib import Path

import pytest

from mingus.ops.doctor import State, fast_copy
from tests.ops.doctor.conftest import MakePatient
from tests.servers import http as servers
from tests.servers.authority import Authority
from tests.servers.redis import redis_server


def test_without_redis_nothing_is_wrong(patient: MakePatient) -> None:
    [found] = fast_copy.examine(patient())
    assert (found.state, found.sentence.startswith("not used")) == (State.OK, True)


def test_one_that_answers_is_well(patient: MakePatient, redis_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fast_copy, "SLOW_SECONDS", 5.0)  # this machine may be busy
    assert fast_copy.examine(patient(REDIS_URL=redis_url))[0].state is State.OK
    monkeypatch.setattr(fast_copy, "SLOW_SECONDS", 0.0)
    [slow] = fast_copy.examine(patient(REDIS_URL=redis_url))
    assert (slow.state, "place it nearer" in slow.remedy) == (State.WARNING, True)


@pytest.mark.parametrize("url", ["redis://:secret-word@127.0.0.1:9/0", "no address", "http://127.0.0.1/"])
def test_nobody_there_or_no_address_is_a_problem(patient: MakePatient, url: str) -> None:
    [found] = fast_copy.examine(patient(REDIS_URL=url))
    assert found.state is State.PROBLEM
    assert "secret-word" not in found.sentence + found.remedy


def test_a_wrong_password_is_a_problem(patient: MakePatient) -> None:
    with redis_server() as server:
        wrong = server.url.replace(server.password, "wrong")
        [found] = fast_copy.examine(patient(REDIS_URL=wrong))
    assert (found.state, "AuthenticationError" in found.sentence) == (State.PROBLEM, True)


def test_one_that_hangs_is_not_waited_for(patient: MakePatient) -> None:
    with servers.hanging() as server:
        [found] = fast_copy.examine(patient(REDIS_URL=f"redis://127.0.0.1:{server.port}/0"))
    assert (found.state, "TimeoutError" in found.sentence) == (State.PROBLEM, True)


def test_a_certificate_nobody_vouches_for_is_a_problem(patient: MakePatient, tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    with redis_server(certificate=authority.issue()) as server:
        assert fast_copy.examine(patient(REDIS_URL=server.url))[0].state is State.PROBLEM
        trusting = f"{server.url}?ssl_ca_certs={authority.certificate}"
        assert fast_copy.examine(patient(REDIS_URL=trusting))[0].state is not State.PROBLEM
