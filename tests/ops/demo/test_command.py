"""`mingus demo remove` as a person types it."""

import os
import subprocess
from pathlib import Path

from mingus import identity
from mingus.core import db
from mingus.ops.postgres.roles import Urls
from tests import commands
from tests.conftest import SECRETS
from tests.ops.demo.conftest import Demo

ROOT = Path(__file__).parents[3]


def remove(urls: Urls, home: Path, *options: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    environ = {**os.environ, **SECRETS, "DATABASE_URL": urls.application}
    return commands.mingus(["demo", "remove", "--home", str(home), *options], environ=environ, typed=typed)


def marked() -> int:
    with db.transaction(db.GLOBAL, read_only=True) as session:
        return len(identity.demonstration.households(session))


def test_it_asks_first_and_then_removes(urls: Urls, demo: Demo) -> None:
    assert remove(urls, demo.home, typed="n\n").returncode == 130
    assert marked() == 1
    assert "is gone" in remove(urls, demo.home, "--yes").stdout
    assert marked() == 0
    assert "no demonstration" in remove(urls, demo.home, "--yes").stdout
