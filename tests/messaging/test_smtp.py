"""Mail leaves over TLS to a server that proves who it is, or not at all."""

import socket
from email.message import EmailMessage
from pathlib import Path

import pytest

from mingus.core.errors import ConfigurationError, Unavailable
from mingus.messaging import smtp
from tests.servers.mail import hanging, serving


def letter(to: str = "operator@example.org") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "mingus@example.org", to, "Evidence"
    message.set_content("Hello.")
    return message


def test_a_letter_arrives_over_starttls(authority: Path) -> None:
    with serving(authority) as box:
        smtp.deliver(f"smtp://mingus:right@127.0.0.1:{box.port}", letter())
    assert b"Subject: Evidence\r\n" in box.letters[0]
    assert (box.under_tls, box.signed_in) == ([True], [True])


def test_a_letter_arrives_over_tls_from_the_start(authority: Path) -> None:
    with serving(authority, at_once=True) as box:
        smtp.deliver(f"smtps://mingus:right@127.0.0.1:{box.port}", letter())
    assert (len(box.letters), box.under_tls) == (1, [True])


def test_a_server_of_this_machine_may_do_without_tls() -> None:
    with serving(None) as box:
        smtp.deliver(f"smtp://127.0.0.1:{box.port}", letter())
    assert (len(box.letters), box.under_tls) == (1, [False])


def test_no_other_server_may(monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine under a name that could be anybody's."""
    monkeypatch.setattr(socket, "getaddrinfo", lambda _host, port, *_rest, **_named: [_here(port)])
    with serving(None) as box, pytest.raises(Unavailable, match=r"mail\.example\.org offers no TLS"):
        smtp.deliver(f"smtp://mail.example.org:{box.port}", letter())
    assert box.letters == []


def _here(port: object) -> tuple[object, ...]:
    return (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_a_certificate_nobody_vouches_for_is_not_trusted(
    authority: Path, scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    at_once = scheme == "smtps"
    with serving(authority, at_once=at_once) as box, pytest.raises(Unavailable, match="not to be trusted: self-signed"):
        smtp.deliver(f"{scheme}://127.0.0.1:{box.port}", letter())
    assert box.letters == []


def test_a_wrong_password_and_a_refused_recipient_are_sentences(authority: Path) -> None:
    with serving(authority) as box:
        with pytest.raises(Unavailable) as refused:
            smtp.deliver(f"smtp://mingus:wr0ng@127.0.0.1:{box.port}", letter())
        assert str(refused.value) == "The mail server 127.0.0.1 does not take the user and password of SMTP_URL."
        with pytest.raises(Unavailable, match=r"does not take mail for refused@example\.org"):
            smtp.deliver(f"smtp://127.0.0.1:{box.port}", letter("refused@example.org"))
    assert box.letters == []


def test_a_refusal_says_whether_trying_again_helps_and_does_not_quote_the_server() -> None:
    with serving(None) as box:
        found = {}
        for who in ("refused", "later"):
            with pytest.raises(smtp.NotTaken) as caught:
                smtp.deliver(f"smtp://127.0.0.1:{box.port}", letter(f"{who}@example.org"))
            found[who] = (caught.value.is_final, caught.value.why)
    assert found == {
        "refused": (True, "the recipient was refused (550)"),
        "later": (False, "the recipient was refused (451)"),
    }


def test_a_server_that_stops_in_the_middle_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smtp, "ANSWER_SECONDS", 0.2)
    with hanging() as port, pytest.raises(smtp.NotTaken) as caught:
        smtp.deliver(f"smtp://127.0.0.1:{port}", letter())
    assert not caught.value.is_final


def test_nobody_listening_is_a_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and does not listen
        with pytest.raises(Unavailable, match="did not take the mail: Connection refused"):
            smtp.deliver(f"smtp://127.0.0.1:{taken.getsockname()[1]}", letter())


def test_a_server_that_says_nothing_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smtp, "ANSWER_SECONDS", 0.2)
    with (
        socket.create_server(("127.0.0.1", 0)) as silent,
        pytest.raises(Unavailable, match=r"stopped answering|no answer in"),
    ):
        smtp.deliver(f"smtp://127.0.0.1:{silent.getsockname()[1]}", letter())


@pytest.mark.parametrize(
    "url", ["", "mail.example.org", "http://example.org", "smtp://", "smtp://u:geheim@h:x", "smtp://["]
)
def test_an_address_that_is_none_is_named_without_its_password(url: str) -> None:
    with pytest.raises(ConfigurationError, match="SMTP_URL must be") as refused:
        smtp.deliver(url, letter())
    assert "geheim" not in str(refused.value)


def test_ports_users_and_passwords_of_an_address() -> None:
    found = smtp.server("smtps://mingus%40example.org:p%3Aw@mail.example.org")
    assert (found.port, found.user, found.password) == (465, "mingus@example.org", "p:w")
    assert smtp.server("smtp://mail.example.org").port == 587
    assert "p:w" not in repr(found)
