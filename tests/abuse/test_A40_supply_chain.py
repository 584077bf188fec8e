"""A40: what is installed is what was locked, to the byte, and nothing talks to anybody for having been loaded."""

import hashlib
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from mingus.core.settings import Settings
from tests.conftest import SECRETS

ROOT = Path(__file__).parents[2]
LOCKS = sorted(ROOT.glob("requirements/*.txt"))
WHEEL = "harmless-1.0-py3-none-any.whl"
FACTS = {
    "harmless.py": "",
    "harmless-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: harmless\nVersion: 1.0\n",
    "harmless-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    "harmless-1.0.dist-info/RECORD": "",
}
LISTEN = """
import json, sys
heard = []
WATCHED = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib")
sys.addaudithook(lambda event, said: heard.append([event, repr(said)[:200]]) if event.startswith(WATCHED) else None)
import mingus.wsgi
print(json.dumps(heard))
"""


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    written = tmp_path / WHEEL
    with zipfile.ZipFile(written, "w") as packed:
        for name, text in FACTS.items():
            packed.writestr(name, text)
    return written


def install(wheel: Path, digest: str) -> subprocess.CompletedProcess[str]:
    """As bin/prepare.py installs what a lock names."""
    lock = wheel.parent / "lock.txt"
    lock.write_text(f"harmless==1.0 --hash=sha256:{digest}\n")
    said = ["--no-deps", "--require-hashes", "-r", str(lock)]
    assert '["--no-deps", "--require-hashes", "-r", str(lock)]' in (ROOT / "bin/prepare.py").read_text()
    from_here = ["--no-index", "--find-links", str(wheel.parent), "--target", str(wheel.parent / "installed")]
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *from_here, *said]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_package_that_was_changed_is_not_installed(wheel: Path) -> None:
    right = hashlib.sha256(wheel.read_bytes()).hexdigest()
    wrong = ("0" if right[0] != "0" else "1") + right[1:]
    refused = install(wheel, wrong)
    assert refused.returncode != 0
    assert "DO NOT MATCH THE HASHES" in refused.stderr
    assert not (wheel.parent / "installed/harmless.py").exists()
    assert install(wheel, right).returncode == 0


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_package_is_locked_by_its_hashes(lock: Path) -> None:
    whole = lock.read_text().replace("\\\n", " ")
    asked = [line for line in whole.splitlines() if re.match(r"[A-Za-z0-9]", line)]
    assert len(asked) > 50
    assert [line.split()[0] for line in asked if not re.search(r"==\S+.*--hash=sha256:[0-9a-f]{64}", line)] == []


def test_no_script_runs_because_something_was_installed() -> None:
    for file in ("mingus/core/assets/building.py", "tests/setup/observatory.py"):
        assert '"--ignore-scripts"' in (ROOT / file).read_text(), file


def test_loading_the_application_talks_to_nobody(configuration: Settings) -> None:
    """But its database, whose driver speaks below Python."""
    environ = {**os.environ, **SECRETS, "FLASK_ENV": "testing", "DATABASE_URL": configuration.database_url}
    done = subprocess.run(
        [sys.executable, "-c", LISTEN], cwd=ROOT, env=environ, capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout.splitlines()[-1]) == []
