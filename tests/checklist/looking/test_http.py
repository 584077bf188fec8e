"""One request ends in an answer or in words, whatever the server does."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from mingus.checklist.looking import http
from mingus.checklist.looking.http import MAX_BODY_BYTES, Request
from mingus.checklist.looking.stores import NoAnswer
from tests.servers import http as servers
from tests.servers.authority import Authority, Certificate, self_signed
from tests.servers.http import Answer, HttpServer, http_server


def ask(server: HttpServer, request: Request | None = None, *, ca_file: str = "", seconds: float = 5.0) -> http.Answer:
    return http.ask(request or Request("GET", server.url), ("127.0.0.1", server.port), ca_file, seconds)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def echo() -> Iterator[HttpServer]:
    with http_server(lambda asked: Answer(201, asked.body or asked.path.encode(), {"X-One": "1"})) as server:
        yield server


class TestAnswers:
    def test_status_headers_and_body_come_back(self, echo: HttpServer) -> None:
        answer = ask(echo, Request("GET", f"{echo.url}/a?b=c"))
        assert (answer.status, answer.text, answer.header("x-one")) == (201, "/a?b=c", "1")
        assert answer.url == f"{echo.url}/a?b=c"
        assert answer.is_cut is False
        assert answer.seconds > 0
        assert answer.header("X-Two") == ""

    def test_a_body_and_headers_are_sent_and_ours_say_who_asks(self, echo: HttpServer) -> None:
        assert ask(echo, Request("POST", echo.url, {"X-Mine": "2"}, b"body")).text == "body"
        sent = echo.requests[-1]
        assert (sent.method, sent.headers["X-Mine"], sent.headers["User-Agent"]) == ("POST", "2", "Mingus-checklist")

    def test_head_has_no_body(self, echo: HttpServer) -> None:
        assert ask(echo, Request("HEAD", echo.url)).body == b""

    def test_a_header_said_twice_is_seen_twice(self) -> None:
        answer = http.Answer("", 200, [("X-One", "1"), ("x-one", "2")], b"", is_cut=False, seconds=0)
        assert answer.all("X-ONE") == ["1", "2"]
        assert answer.header("X-One") == "1, 2"

    def test_what_is_no_utf_8_can_still_be_read(self) -> None:
        assert http.Answer("", 200, [], b"\xff!", is_cut=False, seconds=0).text == "\ufffd!"

    def test_a_redirect_is_not_followed(self) -> None:
        with servers.redirect_loop() as server:
            answer = ask(server, Request("GET", f"{server.url}/b"))
            assert (answer.status, answer.header("Location")) == (302, "/ba")
            assert len(server.requests) == 1

    @pytest.mark.parametrize(("extra_bytes", "is_cut"), [(0, False), (1, True)])
    def test_a_body_is_read_up_to_its_limit(self, extra_bytes: int, *, is_cut: bool) -> None:
        with http_server(lambda _: Answer(body=b"x" * (MAX_BODY_BYTES + extra_bytes))) as server:
            answer = ask(server)
        assert len(answer.body) == MAX_BODY_BYTES
        assert answer.is_cut is is_cut


class TestAddresses:
    @pytest.mark.parametrize(
        "url",
        ["ftp://a.example", "a.example", "https://", "http://a.example:99999", "http://[a", "http://a.example:0", ""],
    )
    def test_what_is_none_of_the_web_is_refused(self, url: str) -> None:
        with pytest.raises(NoAnswer, match="is not an address of the web"):
            Request("GET", url)

    def test_one_is_taken_apart(self) -> None:
        plain = Request("GET", "http://a.example?x=1")
        assert (plain.host, plain.port, plain.secure, plain.target) == ("a.example", 80, False, "/?x=1")
        secure = Request("GET", "https://a.example/b")
        assert (secure.port, secure.secure, secure.target) == (443, True, "/b")
        assert Request("GET", "https://a.example:8443").port == 8443

    @pytest.mark.parametrize(
        ("url", "host"), [("http://a.example", "a.example"), ("http://a.example:8080", "a.example:8080")]
    )
    def test_the_host_is_named_as_browsers_name_it(self, echo: HttpServer, url: str, host: str) -> None:
        ask(echo, Request("GET", url))
        assert echo.requests[-1].headers["Host"] == host

    def test_over_tls_the_usual_port_is_left_out_too(self, authority: Authority) -> None:
        with http_server(
            lambda asked: Answer(body=asked.headers["Host"].encode()), certificate=authority.issue()
        ) as server:
            assert (
                ask(server, Request("GET", "https://localhost"), ca_file=str(authority.certificate)).text == "localhost"
            )


class TestHostileServers:
    @pytest.mark.parametrize(
        ("server", "words"),
        [
            (servers.hanging, "did not finish its answer within 0.5 seconds"),
            (servers.slow_drip, "did not finish its answer within 0.5 seconds"),
            (servers.closing, "does not answer properly"),
            (servers.babbling, "does not answer properly"),
            (servers.huge_header, "does not answer properly (LineTooLong"),
        ],
    )
    def test_each_ends_in_words(self, server: Callable[[], AbstractContextManager[HttpServer]], words: str) -> None:
        with server() as running, pytest.raises(NoAnswer) as raised:
            ask(running, seconds=0.5 if "finish" in words else 5.0)
        assert words in str(raised.value)
        assert running.url in str(raised.value)
        assert len(str(raised.value)) < 400

    def test_an_endless_body_is_cut(self) -> None:
        with servers.endless_body() as server:
            answer = ask(server)
        assert answer.is_cut
        assert len(answer.body) == MAX_BODY_BYTES

    def test_nobody_there(self) -> None:
        with pytest.raises(NoAnswer, match="ConnectionRefusedError"):
            http.ask(Request("GET", "http://a.example"), ("127.0.0.1", 1), "", 5)

    def test_a_server_that_hangs_in_the_handshake(self) -> None:
        with servers.hanging() as server, pytest.raises(NoAnswer, match=r"within 0\.3 seconds"):
            ask(server, Request("GET", f"https://localhost:{server.port}"), seconds=0.3)


class TestCertificates:
    def test_one_of_a_trusted_authority_is_taken(self, authority: Authority) -> None:
        with http_server(lambda _: Answer(body=b"hello"), certificate=authority.issue()) as server:
            assert ask(server, ca_file=str(authority.certificate)).text == "hello"

    @pytest.mark.parametrize(
        ("make", "words"),
        [
            (Authority.expired, "certificate has expired"),
            (Authority.not_yet_valid, "certificate is not yet valid"),
            (Authority.for_another_name, "Hostname mismatch"),
            (Authority.weak, "EE certificate key too weak"),
            (lambda authority: self_signed(authority.certificate.parent), "self-signed certificate"),
        ],
    )
    def test_others_are_refused_for_their_reason(
        self, authority: Authority, make: Callable[[Authority], Certificate], words: str
    ) -> None:
        with (
            http_server(lambda _: Answer(), certificate=make(authority)) as server,
            pytest.raises(NoAnswer, match=f"not to be trusted: {words}"),
        ):
            ask(server, ca_file=str(authority.certificate))

    def test_an_authority_that_this_machine_does_not_know_is_not_trusted(
        self, authority: Authority, tmp_path: Path
    ) -> None:
        with (
            http_server(lambda _: Answer(), certificate=authority.issue()) as server,
            pytest.raises(NoAnswer, match="not to be trusted"),
        ):
            ask(server, ca_file=str(Authority(tmp_path).certificate))

    def test_a_server_without_tls_is_named(self, echo: HttpServer) -> None:
        with pytest.raises(NoAnswer, match="TLS failed"):
            ask(echo, Request("GET", f"https://localhost:{echo.port}"))
