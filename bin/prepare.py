"""Makes .venv hold exactly what is locked: `prepare.py run`, or `prepare.py test` which is more.

Runs with any Python >= 3.11 before anything is installed, so it uses the standard library alone.
"""
# ruff: noqa: INP001 - a script beside scripts, imported by nobody

import hashlib
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
INSTALLED = VENV / "installed"  # one stamp for each thing that was installed
MADE_FOR = INSTALLED / "root"
CONFIGURATION_FAULT = 78
INTERRUPTED = 130
NO_VENV = """Python's own module for virtual environments is missing ({module}). Install it with:
  Debian, Ubuntu:  apt install python3-venv
"""


def main(wanted: str) -> None:
    """Brings .venv up to date for `wanted`: run or test. Does nothing, quickly, when it is."""
    _ensure_venv()
    lock = ROOT / "requirements" / f"{wanted}.txt"
    # --no-deps: the lock is complete, and pip's resolver stumbles over extras it need not resolve.
    locked = ["--no-deps", "--require-hashes", "-r", str(lock)]
    _once(wanted, [lock], f"Installing what requirements/{wanted}.txt locks", locked)
    itself = ["--no-deps", "--no-build-isolation", "-e", str(ROOT)]
    _once("mingus", [ROOT / "pyproject.toml"], "Installing Mingus itself", itself)
    _run([str(PYTHON), "-m", "mingus.core.assets"], "The front end could not be built.")


def _ensure_venv() -> None:
    """A .venv that works and was made here: one that was copied or moved starts programs at its old place."""
    if MADE_FOR.exists() and MADE_FOR.read_text() == str(ROOT) and _succeeds(str(PYTHON), "import pip"):
        return
    for module in ("venv", "ensurepip"):
        if not _succeeds(sys.executable, f"import {module}"):
            _stop(NO_VENV.format(module=module), CONFIGURATION_FAULT)
    _say(f"Making .venv with Python {sys.version.split()[0]}")
    venv.create(VENV, with_pip=True, clear=True)
    MADE_FOR.parent.mkdir()
    MADE_FOR.write_text(str(ROOT))


def _succeeds(python: str, program: str) -> bool:
    try:
        return subprocess.run([python, "-c", program], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _once(name: str, sources: list[Path], doing: str, arguments: list[str]) -> None:
    """Installs, unless the same sources were installed here before."""
    stamp = INSTALLED / name
    seen = hashlib.sha256(b"\0".join(source.read_bytes() for source in sources)).hexdigest()
    if stamp.exists() and stamp.read_text() == seen:
        return
    _say(doing)
    quiet = [] if sys.stdout.isatty() else ["--quiet", "--progress-bar=off"]
    pip = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", *quiet]
    _run([*pip, *arguments], "pip could not install it. Its own words are above; is there a connection?")
    stamp.write_text(seen)


def _run(command: list[str], complaint: str) -> None:
    done = subprocess.run(command, stdin=subprocess.DEVNULL, cwd=ROOT, check=False)
    if done.returncode:
        _stop(complaint, done.returncode)


def _say(sentence: str) -> None:
    print(f"{sentence} …", file=sys.stderr, flush=True)  # noqa: T201 - this is how a script speaks


def _stop(sentence: str, code: int) -> None:
    sys.stderr.write(sentence.rstrip() + "\n")
    sys.exit(code)


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except KeyboardInterrupt:
        _stop("Stopped. The next start goes on from here.", INTERRUPTED)
