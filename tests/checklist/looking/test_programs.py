"""Programs are ended in time, and what they write is bounded."""

import sys
import time

import pytest

from mingus.checklist.looking import programs
from mingus.checklist.missing import Missing


def test_answers_how_it_ended_and_what_it_wrote() -> None:
    code = "import sys; print('out'); print('err', file=sys.stderr); sys.exit(3)"
    assert programs.run([sys.executable, "-c", code], seconds=20) == programs.Done(3, "out\n", "err\n")


def test_one_that_does_not_end_is_ended_with_its_children() -> None:
    began = time.monotonic()
    code = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; time.sleep(60)'])"
    with pytest.raises(Missing, match="did not finish within 1 seconds"):
        programs.run([sys.executable, "-c", code], seconds=1)
    assert time.monotonic() - began < 30


def test_endless_output_is_cut() -> None:
    code = "import sys\nfor _ in range(200): sys.stdout.write('x' * 100_000)"
    done = programs.run([sys.executable, "-c", code], seconds=30)
    assert len(done.output) == programs.MAX_OUTPUT_BYTES


def test_a_tool_that_is_not_installed_is_missing() -> None:
    with pytest.raises(Missing, match="no tool: no-such-tool"):
        programs.tool("no-such-tool")
    with pytest.raises(Missing, match="no tool: no-such-tool"):
        programs.run(["no-such-tool"], seconds=1)


def test_finds_the_tools_beside_this_python() -> None:
    assert programs.tool("ruff").endswith("ruff")
