"""Whoever waits for Mingus is told to stop waiting."""

import os
import signal

import pytest

from mingus.ops.progress import Progress
from mingus.ops.supervisor import Stop, Supervisor


def test_a_signal_ends_the_waiting() -> None:
    stop = Stop()
    with stop.on_signals():
        os.kill(os.getpid(), signal.SIGTERM)
        assert Supervisor([], stop, Progress()).wait_until(lambda: "not yet") is False


def test_a_second_signal_interrupts_at_once() -> None:
    stop = Stop()
    with stop.on_signals():
        os.kill(os.getpid(), signal.SIGTERM)
        assert stop.wait(5)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


def test_handlers_are_given_back() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with Stop().on_signals():
        assert signal.getsignal(signal.SIGTERM) != before
    assert signal.getsignal(signal.SIGTERM) == before


def test_chores_are_done() -> None:
    done: list[str] = []
    stop = Stop()
    supervisor = Supervisor([], stop, Progress(), chore=lambda: done.append("tidied"))
    assert supervisor.wait_until(lambda: "" if done else "no chore yet")
    assert done == ["tidied"]
