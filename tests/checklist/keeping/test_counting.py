"""Test counts come from pytest's closing line, wherever the output was cut."""

import subprocess
import sys
from pathlib import Path

import pytest

from mingus.checklist.keeping.counting import TestCounts


def counted(*pieces: bytes) -> dict[str, int]:
    counts = TestCounts()
    for piece in pieces:
        counts.feed(piece)
    counts.end()
    return counts.figures


@pytest.mark.parametrize(
    ("said", "figures"),
    [
        (b"12 passed in 0.10s\n", {"tests_passed": 12}),
        (
            b"===== 1 failed, 2 passed, 3 skipped, 1 error in 62.10s (0:01:02) =====\r\n",
            {"tests_failed": 1, "tests_passed": 2, "tests_skipped": 3, "tests_error": 1},
        ),
        (b"\x1b[32m\x1b[1m2,\x1b[0m\n\x1b[32m3 passed\x1b[0m, \x1b[33m2 warnings\x1b[0m in 1.00s", {"tests_passed": 3}),
        (b"no tests ran in 0.01s", {"tests_passed": 0}),
        (b"1 passed in 0.10s\nagain\n1 failed, 1 passed in 0.10s\n", {"tests_passed": 2, "tests_failed": 1}),
        (b"He has passed in 3s\n5 passed\n", {}),
        (b"x" * 100_000 + b"\n" + b"y" * 100_000, {}),
    ],
)
def test_closing_lines(said: bytes, figures: dict[str, int]) -> None:
    assert counted(said) == figures
    assert counted(*(said[place : place + 3] for place in range(0, min(len(said), 3000), 3))) == (
        figures if len(said) < 3000 else {}
    )


def test_the_closing_line_of_the_real_pytest(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(
        "import pytest\ndef test_a(): pass\ndef test_b(): assert 0\n@pytest.mark.skip\ndef test_c(): pass\n"
    )
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--color=yes", "test_it.py"]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert counted(ran.stdout) == {"tests_passed": 1, "tests_failed": 1, "tests_skipped": 1}
