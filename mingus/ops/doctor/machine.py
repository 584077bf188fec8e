"""What the doctor sees without asking any server: home, settings, files of secrets, disk, front end."""

import os
import shutil
import sys
from pathlib import Path

from mingus.core.assets import Manifest
from mingus.core.assets.serving import DIST
from mingus.core.errors import ConfigurationError
from mingus.core.settings import STRICT
from mingus.ops import secrets
from mingus.ops.build import ROOT
from mingus.ops.doctor.finding import Finding, ok, problem, warning
from mingus.ops.doctor.patient import Patient
from mingus.ops.postgres.roles import password_file
from mingus.ops.processes import lives

GIGABYTE = 10**9
LITTLE_BYTES = 2 * GIGABYTE
TOO_LITTLE_BYTES = GIGABYTE // 2  # PostgreSQL's log alone takes this much
OTHERS = 0o077


def home(patient: Patient) -> list[Finding]:
    """The home, and whether `mingus run` runs on it."""
    folder = patient.home
    if not folder.is_dir():
        said = f"there is no home at {folder}: Mingus has never run with it"
        return [problem("Home", said, "mingus run, or name another home with --home")]
    if not os.access(folder, os.W_OK | os.X_OK):
        return [problem("Home", f"{folder} can't be written to by {_me()}", f"sudo chown -R {_me()} {folder}")]
    runner = _word(folder / "run.lock")
    if runner.isdigit() and lives(int(runner)):
        return [ok("Home", f"{folder}; mingus run is at work there (process {runner})")]
    if patient.given_database:
        return [ok("Home", f"{folder}; no mingus run there, so web and worker are somebody else's to start")]
    return [warning("Home", f"{folder}; Mingus does not run there", "mingus run")]


def settings(patient: Patient) -> list[Finding]:
    """Whether a process would start with these variables, and the home's own secrets."""
    faults = patient.faults()
    if faults:
        return [problem("Settings", "; ".join(faults), "set right what is named here, then start Mingus again")]
    if patient.lacks_secrets:
        said = f"{secrets.path(patient.home)} is not there: the first start makes it; later it must not be lost"
        return [warning("Settings", said, "mingus run, or put the file back if Mingus has run here before")]
    return [ok("Settings", "complete")]


def secret_files(patient: Patient) -> list[Finding]:
    """The files of HOME/secrets: there, and their owner's alone."""
    folder = patient.home / "secrets"
    is_ours = not patient.given_database and patient.layout is not None and patient.layout.data.is_dir()
    if is_ours and not password_file(patient.home).is_file():
        said = f"{password_file(patient.home)} is missing: nobody can sign in to the database"
        return [problem("Secrets", said, "put it back from where you keep copies of the secrets")]
    if not folder.is_dir():
        return [ok("Secrets", "none in the home")]
    open_ones = [str(path) for path in (folder, *sorted(folder.iterdir())) if _is_open(path)]
    if open_ones:
        return [problem("Secrets", f"others may read {', '.join(open_ones)}", f"chmod -R go-rwx {folder}")]
    return [ok("Secrets", f"{folder} is its owner's alone")]


def disk(patient: Patient) -> list[Finding]:
    """Room where the home, and where its database lies."""
    places = {_existing(patient.home)} | ({_existing(patient.layout.root)} if patient.layout else set())
    by_device = {path.stat().st_dev: path for path in sorted(places)}
    return [_room(path) for path in by_device.values()]


def front_end(_patient: Patient) -> list[Finding]:
    """Whether the pages have their styles and scripts."""
    try:
        manifest = Manifest.read(DIST)
    except ConfigurationError:
        command = f"{sys.executable} -m mingus.core.assets"
        return [problem("Front end", "is not built, so the web can't start", command)]
    return [ok("Front end", f"built ({manifest.build})")]


def history(patient: Patient) -> list[Finding]:
    """Whether the process could read how Mingus was made, where strangers use it (ASVS 13.4.1)."""
    if patient.variables.get("FLASK_ENV") not in STRICT:
        return []
    if (ROOT / ".git").exists():
        said = f"{ROOT} is a checkout: whoever breaks in could read its history"
        return [warning("History", said, "bin/install FOLDER, and start FOLDER/bin/mingus instead")]
    return [ok("History", "none in reach")]


def _is_open(path: Path) -> bool:
    return bool(path.stat().st_mode & OTHERS) and path.suffix != ".pub"


def _existing(path: Path) -> Path:
    return next(folder for folder in (path, *path.parents) if folder.exists())


def _room(path: Path) -> Finding:
    usage = shutil.disk_usage(path)
    said = f"{usage.free / GIGABYTE:.1f} of {usage.total / GIGABYTE:.0f} GB free at {path}"
    entries = os.statvfs(path)
    if entries.f_files and not entries.f_favail:
        return problem("Disk", f"no file can be made any more at {path}: its inodes are used up", "remove small files")
    if usage.free < TOO_LITTLE_BYTES:
        return problem("Disk", said, "make room, then start Mingus again; a full disk stops PostgreSQL")
    if usage.free < LITTLE_BYTES:
        return warning("Disk", said, "make room soon; a full disk stops PostgreSQL")
    return ok("Disk", said)


def _word(path: Path) -> str:
    try:
        return path.read_text().strip()
    except OSError:
        return ""


def _me() -> str:
    import getpass

    return getpass.getuser()
