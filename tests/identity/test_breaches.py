"""A password that has leaked is found, by a file or by a service that never learns it; and neither is needed."""

import hashlib
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from mingus.core.errors import Refused
from mingus.core.settings import Settings
from mingus.identity import breaches, passwords
from tests.servers.http import Answer, Request, closing, hanging, http_server

LEAKED = "four unrelated blue words"
OTHER = "quartz onyx elm ivy sage"
EMPTY = hashlib.sha1(b"", usedforsecurity=False).hexdigest().upper()


def digits(password: str) -> str:
    return hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()


def with_url(configuration: Settings, url: str) -> Settings:
    return configuration.model_copy(update={"password_range_url": url})


@pytest.mark.parametrize("count", [1, 2, 3, 1000])
@pytest.mark.parametrize("ending", ["\n", ":12\r\n"])
def test_every_line_of_a_file_is_found_and_nothing_else(
    configuration: Settings, tmp_path: Path, count: int, ending: str
) -> None:
    words = [f"leaked {number}" for number in range(count)]
    path = tmp_path / "breaches.txt"
    path.write_bytes("".join(sorted(digits(word) + ending for word in words)).encode())
    settings = configuration.model_copy(update={"password_breaches_file": str(path)})
    assert all(breaches.is_breached(settings, word) for word in words)
    assert not any(breaches.is_breached(settings, f"other {number}") for number in range(100))


def test_a_missing_or_odd_file_lets_everything_pass_and_the_first_is_said(
    configuration: Settings, tmp_path: Path
) -> None:
    path = tmp_path / "breaches.txt"
    settings = configuration.model_copy(update={"password_breaches_file": str(path)})
    with capture_logs() as lines:
        assert not breaches.is_breached(settings, LEAKED)
    assert [line["event"] for line in lines] == ["breach_check_failed"]
    for odd in (b"", b"\n", b"x" * 5000, b"\xff" * 300 + b"\n"):
        path.write_bytes(odd)
        assert not breaches.is_breached(settings, LEAKED)


def test_the_service_learns_five_digits_and_pads_its_answer(configuration: Settings) -> None:
    def respond(_: Request) -> Answer:
        lines = [f"{EMPTY[5:]}:3", f"{digits(OTHER)[5:]}:0", f"{digits(LEAKED)[5:].lower()}:42"]
        return Answer(body="\r\n".join(lines).encode())

    with http_server(respond) as server:
        settings = with_url(configuration, f"{server.url}/range")
        assert breaches.is_breached(settings, LEAKED)
        assert not breaches.is_breached(settings, OTHER)  # zero times: it is there to hide the answer's size
        assert [one.path for one in server.requests] == [f"/range/{digits(one)[:5]}" for one in (LEAKED, OTHER)]
        assert {one.headers["Add-Padding"] for one in server.requests} == {"true"}


def test_a_service_that_does_not_answer_keeps_nobody_out(configuration: Settings) -> None:
    for server in (hanging(), closing(), http_server(lambda _: Answer(status=503))):
        with server as there, capture_logs() as lines:
            assert not breaches.is_breached(with_url(configuration, there.url), LEAKED)
        assert [line["event"] for line in lines] == ["breach_check_failed"]
        assert LEAKED not in str(lines)


def test_a_service_that_leads_elsewhere_is_not_followed(configuration: Settings) -> None:
    with http_server(lambda _: Answer(body=f"{digits(LEAKED)[5:]}:42".encode())) as elsewhere:
        there = f"{elsewhere.url}/range/{digits(LEAKED)[:5]}"
        with http_server(lambda _: Answer(status=302, headers={"Location": there})) as server, capture_logs() as lines:
            assert not breaches.is_breached(with_url(configuration, server.url), LEAKED)
        assert [line["event"] for line in lines] == ["breach_check_failed"]
        assert elsewhere.requests == []


def test_a_leaked_password_is_refused_in_words(configuration: Settings, tmp_path: Path) -> None:
    path = tmp_path / "breaches.txt"
    path.write_text(digits(LEAKED) + "\n")
    settings = configuration.model_copy(update={"password_breaches_file": str(path)})
    with pytest.raises(Refused, match="seen in a leak") as caught:
        passwords.check_new(settings, LEAKED)
    assert "password" in caught.value.fields
    passwords.check_new(settings, OTHER)
    passwords.check_new(configuration, LEAKED)
