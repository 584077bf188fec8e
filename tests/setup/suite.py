"""Runs the tests: everything on the newest PostgreSQL, then what meets a PostgreSQL on the oldest."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.setup import observatory
from tests.setup.programs import Needed, install_missing, oldest_postgresql

WORKERS = 3  # on two cores: many tests wait for processes, servers and pages
NO_TESTS_FOUND = 5  # pytest's exit code; fine when the arguments choose tests of the other run only


def run(arguments: Sequence[str]) -> int:
    """The exit code: 0 when both runs passed. With MINGUS_PG_BIN set, one run on that PostgreSQL."""
    missing = install_missing()
    observatory.install()
    without = [needed.marker for needed in missing if needed.marker]
    if os.environ.get("MINGUS_PG_BIN"):
        code = _pytest("the PostgreSQL of MINGUS_PG_BIN", arguments, without)
    else:
        code = _both(arguments, without)
    for needed in missing:
        sys.stderr.write(_sentence(needed))
    return code


def _both(arguments: Sequence[str], without: list[str]) -> int:
    code = _pytest("the newest PostgreSQL (wheel)", arguments, without)
    oldest = oldest_postgresql()
    if code or oldest is None:
        return code
    code = _pytest(f"PostgreSQL {oldest.version}", arguments, [*without, "browser"], folder=oldest.folder)
    return 0 if code == NO_TESTS_FOUND else code


def _pytest(title: str, arguments: Sequence[str], without: list[str], *, folder: Path | None = None) -> int:
    sys.stderr.write(f"== Tests on {title}\n")
    chosen = ["-m", " and ".join(f"not {marker}" for marker in dict.fromkeys(without))] if without else []
    oldest = {"MINGUS_PG_BIN": str(folder), "MINGUS_TEST_ONLY": "postgres"} if folder else {}
    environ = {**os.environ, **oldest}
    command = [sys.executable, "-m", "pytest", "-n", str(WORKERS), *chosen, *arguments]
    return subprocess.run(command, env=environ, stdin=subprocess.DEVNULL, check=False).returncode


def _sentence(needed: Needed) -> str:
    return (
        f"Not run: {needed.lost}, because {needed.program} is missing. Install it with: apt install {needed.package}\n"
    )
