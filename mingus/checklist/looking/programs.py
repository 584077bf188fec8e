"""Starts other programs (git, ruff, our own) with an end in time and in output."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from mingus.checklist.missing import Missing

MAX_OUTPUT_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True)
class Done:
    """How a program ended. `output` is the beginning of what it wrote to stdout, `errors` of stderr."""

    exit_code: int
    output: str
    errors: str


def run(
    command: Sequence[str],
    *,
    seconds: float,
    folder: Path | None = None,
    environ: Mapping[str, str] | None = None,
) -> Done:
    """Runs it to its end. Missing when it is not installed or takes longer than `seconds` (it is then ended)."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        try:
            process = subprocess.Popen(
                command,
                cwd=folder,
                env=None if environ is None else dict(environ),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=errors,
                start_new_session=True,
            )
        except (FileNotFoundError, PermissionError):
            raise Missing(f"no tool: {Path(command[0]).name} is not installed here") from None
        try:
            exit_code = process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            _end(process)
            raise Missing(f"{Path(command[0]).name} did not finish within {seconds:.0f} seconds") from None
        return Done(exit_code, _beginning(output), _beginning(errors))


def tool(name: str) -> str:
    """The path of a program beside this Python, else on the PATH. Missing when it is on neither."""
    beside = Path(sys.executable).parent / name
    found = str(beside) if beside.is_file() else shutil.which(name)
    if found is None:
        raise Missing(f"no tool: {name} is not installed here; `bin/check` installs it")
    return found


def _end(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _beginning(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read(MAX_OUTPUT_BYTES).decode(errors="replace")
