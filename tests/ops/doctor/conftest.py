"""Patients: an empty home, one with a database of its own, one whose database is elsewhere."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from mingus.ops.doctor import Finding, Patient, State
from tests.conftest import SECRETS

MakePatient = Callable[..., Patient]


@pytest.fixture
def patient(tmp_path: Path) -> MakePatient:
    """One whose home is `tmp_path`/home, with the given variables and good secrets."""
    (tmp_path / "home").mkdir(mode=0o700)

    def make(**environ: str) -> Patient:
        return Patient(tmp_path / "home", {**SECRETS, **environ})

    return make


def of(findings: Sequence[Finding], name: str) -> Finding:
    [found] = [finding for finding in findings if finding.name == name]
    return found


def states(findings: Sequence[Finding]) -> dict[str, State]:
    return {finding.name: finding.state for finding in findings}
