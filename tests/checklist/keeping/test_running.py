"""A command under a record behaves as it would alone, and is remembered as it was."""

import hashlib
import sys

import pytest

from mingus.checklist.keeping import running
from mingus.core.errors import UsageError


def python(program: str) -> list[str]:
    return [sys.executable, "-c", program]


def test_output_comes_through_and_is_remembered(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    ran = running.run(python(r"import os, sys; os.write(1, b'said\n'); os.write(2, b'warned\n'); sys.exit(3)"))
    assert capfdbinary.readouterr() == (b"said\n", b"warned\n")
    assert (ran.exit_code, ran.leaves_with, ran.stopped) == (3, 3, "")
    assert sorted(ran.output.kept.splitlines()) == [b"said", b"warned"]
    assert ran.figures["output_bytes"] == 12
    assert ran.figures["output_sha256"] == hashlib.sha256(ran.output.kept).hexdigest()


def test_of_endless_output_the_last_part_is_kept_and_all_is_hashed(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    ran = running.run(python("import sys; sys.stdout.write('x' * 2_000_000 + 'end')"))
    whole = capfdbinary.readouterr().out
    assert len(whole) == ran.output.length_bytes == 2_000_003
    assert ran.output.sha256 == hashlib.sha256(whole).hexdigest()
    assert ran.output.kept.startswith("… 1,737,859 bytes before this are left out\nxxx".encode())
    assert ran.output.kept.endswith(b"xend")
    assert len(ran.output.kept) < running.KEPT_BYTES + 100


def test_a_signal_is_told_as_a_shell_tells_it() -> None:
    ran = running.run(["sh", "-c", "kill -9 $$"])
    assert (ran.exit_code, ran.leaves_with) == (-9, 137)


def test_a_command_that_takes_too_long_is_stopped_with_all_it_started() -> None:
    ran = running.run(["sh", "-c", "sleep 1000 & sleep 1000"], at_most_seconds=0.3)
    assert (ran.exit_code, ran.stopped, ran.leaves_with) == (None, "timed out", 124)
    assert ran.figures["stopped"] == "timed out"


def test_one_that_does_not_listen_is_made_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "GRACE_SECONDS", 0.2)
    deaf = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(999)"
    )
    ran = running.run(python(deaf), at_most_seconds=1)
    assert (ran.exit_code, ran.stopped) == (None, "timed out")


def test_what_it_leaves_behind_does_not_hold_us(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "DRAIN_SECONDS", 0.2)
    ran = running.run(["sh", "-c", "(trap '' TERM; exec sleep 5) & echo done"])
    assert (ran.exit_code, ran.output.kept) == (0, b"done\n")


def test_what_cant_be_started_is_a_sentence() -> None:
    with pytest.raises(UsageError, match="no-such-program can't be started: No such file"):
        running.run(["no-such-program"])
