"""Runs the tests: everything on the newest PostgreSQL, then on the oldest what sends each statement once more."""

import compileall
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from mingus.ops.postgres.binaries import Binaries
from tests import statements
from tests.setup import observatory
from tests.setup.programs import Needed, install_missing, oldest_postgresql

WORKERS = 3  # on two cores: many tests wait for processes, servers and pages
NO_TESTS_FOUND = 5  # pytest's exit code; fine when the arguments choose tests of the other run only
NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"  # every command that a test starts would compile all of Mingus anew


def run(arguments: Sequence[str]) -> int:
    """The exit code: 0 when both runs passed. With MINGUS_PG_BIN set, one run on that PostgreSQL."""
    missing = install_missing()
    observatory.install()
    _compile()
    without = [needed.marker for needed in missing if needed.marker]
    chosen = ["-m", " and ".join(f"not {marker}" for marker in without)] if without else []
    if os.environ.get("MINGUS_PG_BIN"):
        code = _pytest("the PostgreSQL of MINGUS_PG_BIN", [*chosen, *arguments], {})
    else:
        with tempfile.TemporaryDirectory(prefix="mingus-statements-") as folder:
            code = _both([*chosen, *arguments], Path(folder))
    for needed in missing:
        sys.stderr.write(_sentence(needed))
    return code


def _compile() -> None:
    """Once, before every process of the run would do it for itself."""
    for folder in ("mingus", "migrations"):
        compileall.compile_dir(folder, quiet=1, workers=0)


def _both(arguments: Sequence[str], noted: Path) -> int:
    oldest = oldest_postgresql()
    noting = {statements.RECORD_TO: str(noted)} if oldest else {}
    code = _pytest("the newest PostgreSQL (wheel)", arguments, noting)
    if code or oldest is None:
        return code
    code = _pytest(f"PostgreSQL {oldest.version}", arguments, _only_statements(oldest, noted))
    return 0 if code == NO_TESTS_FOUND else code


def _only_statements(oldest: Binaries, noted: Path) -> dict[str, str]:
    only = noted / "chosen"
    only.write_text("\n".join(statements.chosen(statements.recorded(noted))))
    return {"MINGUS_PG_BIN": str(oldest.folder), statements.ONLY: str(only)}


def _pytest(title: str, arguments: Sequence[str], chosen: Mapping[str, str]) -> int:
    sys.stderr.write(f"== Tests on {title}\n")
    environ = {name: value for name, value in os.environ.items() if name != NO_BYTECODE} | dict(chosen)
    command = [sys.executable, "-m", "pytest", "-n", str(WORKERS), "--dist", "worksteal", *arguments]
    return subprocess.run(command, env=environ, stdin=subprocess.DEVNULL, check=False).returncode


def _sentence(needed: Needed) -> str:
    return (
        f"Not run: {needed.lost}, because {needed.program} is missing. Install it with: apt install {needed.package}\n"
    )
