"""The scripts in bin work with any shell and any system, and name what is missing."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPTS = [ROOT / "bin" / name for name in ("run", "test", "check", "python")] + [ROOT / ".ci" / "run"]
LINUX_ONLY = re.compile(r"readlink -f|\bnproc\b|\bflock\b|/proc/|\bsed -i\b|\bgetent\b|\brealpath\b|\bdate -d\b")


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_is_short_portable_and_runnable(script: Path) -> None:
    text = script.read_text()
    assert len(text.splitlines()) <= 60
    assert not LINUX_ONLY.search(text)
    assert script.stat().st_mode & 0o111 == 0o111
    assert subprocess.run(["sh", "-n", script], check=False).returncode == 0


def test_a_machine_without_python_is_told_what_to_install(tmp_path: Path) -> None:
    done = subprocess.run(
        ["/bin/bash", ROOT / "bin" / "python"], env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 78
    assert "apt install python3 python3-venv" in done.stderr


def test_a_python_that_is_too_old_is_passed_over(tmp_path: Path) -> None:
    for name, program in {"python3": "exit 1", "python3.12": 'test "$1" = -c || echo "3.12 runs $1"'}.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{program}\n")
        (tmp_path / name).chmod(0o755)
    done = subprocess.run(
        ["/bin/bash", ROOT / "bin" / "python", "prepare.py"],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "3.12 runs prepare.py\n"


def test_a_python_without_venv_is_told_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "ensurepip.py").write_text("raise ImportError\n")
    prepare = tmp_path / "bin" / "prepare.py"
    prepare.parent.mkdir()
    prepare.write_text((ROOT / "bin" / "prepare.py").read_text())
    done = subprocess.run(
        ["/usr/bin/env", "python3", prepare, "run"],
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 78
    assert "apt install python3-venv" in done.stderr
    assert not (tmp_path / ".venv").exists()
