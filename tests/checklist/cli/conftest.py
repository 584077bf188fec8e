"""`mingus` as a person types it, with a home of the test's own."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from mingus import cli
from tests.servers.mail import authority  # noqa: F401 - fixtures are found by being here

DROPPED = ("MINGUS_", "SMTP_", "OPERATOR_", "MAIL_", "EVIDENCE_", "PUBLIC_")


@dataclass(frozen=True)
class Ran:
    returncode: int
    stdout: str
    stderr: str


Mingus = Callable[..., Ran]


@pytest.fixture
def mingus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Mingus:
    """Runs a command line from its beginning to its exit code; settings of the environment are keywords."""

    def run(*words: str, **changed: str) -> Ran:
        with monkeypatch.context() as patch:
            for name in [name for name in os.environ if name.startswith(DROPPED) and name != "MINGUS_TEST_HOME"]:
                patch.delenv(name)
            for name, value in {"MINGUS_HOME": str(tmp_path / "home"), **changed}.items():
                patch.setenv(name, value)
            patch.setattr(sys, "argv", ["mingus", *words])
            capfd.readouterr()
            returncode = _exit_code()
        said = capfd.readouterr()
        return Ran(returncode, said.out, said.err)

    return run


def environ(home: Path, **changed: str) -> dict[str, str]:
    """The same environment, for a process of its own."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(DROPPED)}
    return {**inherited, "MINGUS_HOME": str(home / "home"), **changed}


def _exit_code() -> int:
    try:
        cli.main()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0
    return 0
