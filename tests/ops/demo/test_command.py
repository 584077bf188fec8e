"""`mingus demo remove` as a person types it."""

import os
import subprocess
from pathlib import Path

from mingus import identity
from mingus.core import db
from tests import commands
from tests.conftest import SECRETS
from tests.demonstration import Demo

ROOT = Path(__file__).parents[3]


def remove(demo: Demo, *options: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    environ = {**os.environ, **SECRETS, "DATABASE_URL": demo.urls.application}
    return commands.mingus(["demo", "remove", "--home", str(demo.home), *options], environ=environ, typed=typed)


def marked() -> int:
    with db.transaction(db.GLOBAL, read_only=True) as session:
        return len(identity.demonstration.households(session))


def test_it_asks_first_and_then_removes(demo: Demo) -> None:
    assert remove(demo, typed="n\n").returncode == 130
    assert marked() == 1
    assert "is gone" in remove(demo, "--yes").stdout
    assert marked() == 0
    assert "no demonstration" in remove(demo, "--yes").stdout
