"""`mingus` as a person types it, with a home of the test's own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.checklist.conftest import ROOT
from tests.checklist.records.conftest import authority  # noqa: F401 - a fixture

Mingus = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def mingus(tmp_path: Path) -> Mingus:
    """Runs a command with its words; settings of the environment are keywords."""

    def run(*words: str, **changed: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "mingus", *words]
        return subprocess.run(
            command, cwd=ROOT, env=environ(tmp_path, **changed), capture_output=True, text=True, check=False
        )

    return run


def environ(home: Path, **changed: str) -> dict[str, str]:
    """This process's environment, with another home and without what would send mail."""
    dropped = ("MINGUS_", "SMTP_", "OPERATOR_", "MAIL_", "EVIDENCE_", "PUBLIC_")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
    return {**inherited, "MINGUS_HOME": str(home / "home"), **changed}
