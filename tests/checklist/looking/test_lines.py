"""A line ends when its time is up, whatever the other side does."""

import pytest

from mingus.checklist.looking.lines import line_to
from tests.servers.http import closing, hanging, slow_drip


def test_a_trickle_that_never_times_out_by_itself_is_cut() -> None:
    with slow_drip() as server, pytest.raises(TimeoutError), line_to(("127.0.0.1", server.port), 0.4) as line:
        line.sendall(b"hello")
        while line.recv(100):
            pass


def test_silence_is_cut_too() -> None:
    with hanging() as server, pytest.raises(TimeoutError), line_to(("127.0.0.1", server.port), 0.2) as line:
        line.recv(1)


def test_what_goes_wrong_in_time_is_raised_as_it_is() -> None:
    with closing() as server, pytest.raises(ValueError, match="mine"), line_to(("127.0.0.1", server.port), 5):
        raise ValueError("mine")


def test_a_line_in_time_is_left_alone_and_closed_afterwards() -> None:
    with hanging() as server, line_to(("127.0.0.1", server.port), 5) as line:
        line.sendall(b"hello")
    assert line.fileno() == -1
