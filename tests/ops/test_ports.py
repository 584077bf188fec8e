"""An address nobody can listen on is refused before anything starts."""

import socket

import pytest

from mingus.core.errors import ConfigurationError
from mingus.ops import ports


def test_a_port_in_use_is_refused_and_a_free_one_is_not() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(ConfigurationError, match=f"Port {port} is in use"):
            ports.ensure_free("127.0.0.1", port)
    ports.ensure_free("127.0.0.1", port)


def test_the_advice_fits_whatever_command_was_typed() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(ConfigurationError, match=r"choose another port with --port \d+\.$"):
            ports.ensure_free("127.0.0.1", port)


def test_a_host_without_an_address_is_named() -> None:
    with pytest.raises(ConfigurationError, match=r"no-such-host\.invalid has no address"):
        ports.ensure_free("no-such-host.invalid", 8000)


@pytest.mark.parametrize(
    ("host", "url"),
    [("127.0.0.1", "http://127.0.0.1:80"), ("0.0.0.0", "http://127.0.0.1:80"), ("::", "http://[::1]:80")],  # noqa: S104 - compared only
)
def test_the_printed_address_can_be_opened_on_this_machine(host: str, url: str) -> None:
    assert ports.url(host, 80) == url
