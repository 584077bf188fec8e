"""Progress can be read in a log as well as on a terminal."""

import io

import pytest
from rich.console import Console

from mingus.ops.progress import Progress


def test_a_log_gets_plain_lines() -> None:
    said = io.StringIO()
    progress = Progress(Console(file=said))
    with progress.step("Starting", "Started"):
        pass
    progress.welcome({"Address": "http://127.0.0.1:8000"})
    lines = said.getvalue().splitlines()
    assert lines[0] == "Starting …"
    assert lines[1].startswith("✓ Started")
    assert lines[2] == "Address: http://127.0.0.1:8000"
    assert "\x1b" not in said.getvalue()


def test_a_step_that_fails_is_crossed_out() -> None:
    said = io.StringIO()
    with pytest.raises(OSError, match="broken"), Progress(Console(file=said)).step("Starting", "Started"):
        raise OSError("broken")
    assert said.getvalue().splitlines()[-1] == "✗ Starting"


def test_a_terminal_gets_a_frame_with_the_way_out() -> None:
    said = io.StringIO()
    Progress(Console(file=said, force_terminal=True, width=80)).welcome({"Address": "http://127.0.0.1:8000"})
    assert "Ctrl-C stops everything." in said.getvalue()
