"""The scripts in bin work with any shell and any system, and name what is missing."""

import os
import re
import signal
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


def test_control_c_while_something_is_installed_is_a_sentence_and_no_traceback(tmp_path: Path) -> None:
    prepare = tmp_path / "bin" / "prepare.py"
    python = tmp_path / ".venv" / "bin" / "python"
    for file, text in {
        prepare: (ROOT / "bin" / "prepare.py").read_text(),
        python: '#!/bin/sh\ntest "$1" = -c && exit\necho installing\nexec sleep 60\n',
        tmp_path / ".venv" / "installed" / "root": str(tmp_path),
        tmp_path / "requirements" / "run.txt": "",
    }.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    python.chmod(0o755)
    with subprocess.Popen(
        ["/usr/bin/env", "python3", prepare, "run"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as running:
        assert running.stdout
        assert running.stdout.readline() == "installing\n"
        os.killpg(running.pid, signal.SIGINT)
        complaint = running.communicate(timeout=20)[1]
        assert complaint.splitlines()[-1] == "Stopped. The next start goes on from here."
        assert "Traceback" not in complaint
        assert running.returncode == 130
