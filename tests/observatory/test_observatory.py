"""The grade that MDN's HTTP Observatory gives Mingus behind nginx: the most there is."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.setup import observatory

ROOT = Path(__file__).parents[2]
MOST = 135
"""100, and what it adds: 10 for a policy without a default, 10 for answers to our own origin alone, 5 each for cookies,
referrers and frames. Another 5 are for names that browsers ship with, which no test can have."""
APART = ["unshare", "--map-root-user", "--net", "--mount"]


@pytest.fixture(scope="module")
def said() -> dict[str, Any]:
    """All that it says, of a site with the name, the ports and the certificate of production."""
    if not _may_be_apart():
        pytest.skip("this machine allows no network of a test's own (unshare), and the Observatory asks port 443 alone")
    if not observatory.is_there():
        pytest.skip("MDN's HTTP Observatory is missing. bin/test installs it, where npm can be reached")
    done = subprocess.run(
        [*APART, sys.executable, "-m", "tests.observatory"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_it_gives_the_most_there_is(said: dict[str, Any]) -> None:
    assert (said["scan"]["grade"], said["scan"]["score"]) == ("A+", MOST), said["tests"]


def test_nothing_of_it_fails(said: dict[str, Any]) -> None:
    assert [name for name, each in said["tests"].items() if not each["pass"]] == []


def _may_be_apart() -> bool:
    if shutil.which(APART[0]) is None:
        return False
    return subprocess.run([*APART, "true"], capture_output=True, check=False).returncode == 0
