"""The doctor waits for nobody and is stopped by nothing."""

import threading
import time
from pathlib import Path

from mingus.core.errors import Unavailable
from mingus.ops.doctor import Finding, Patient, State, examine
from mingus.ops.doctor.finding import ok
from tests.ops.doctor.conftest import of


def fine(_patient: Patient) -> list[Finding]:
    return [ok("Fine", "well")]


def hanging(_patient: Patient) -> list[Finding]:
    threading.Event().wait(60)
    return []


def stumbling(_patient: Patient) -> list[Finding]:
    raise KeyError("household 17")


def unavailable(_patient: Patient) -> list[Finding]:
    raise Unavailable("the evidence is being written to")


def test_one_that_hangs_is_named_and_the_others_are_heard(tmp_path: Path) -> None:
    began_at = time.monotonic()
    looks = {"Stuck": hanging, "Fine": fine, "Stuck too": hanging}
    found = examine(Patient(tmp_path, {}), looks=looks, patience_seconds=0.2)
    assert time.monotonic() - began_at < 5
    assert [each.name for each in found] == ["Stuck", "Fine", "Stuck too"]
    assert (of(found, "Stuck").state, of(found, "Fine").state) == (State.PROBLEM, State.OK)


def test_one_that_stumbles_is_named_without_what_it_stumbled_over(tmp_path: Path) -> None:
    found = examine(Patient(tmp_path, {}), looks={"Broken": stumbling, "Busy": unavailable, "Fine": fine})
    assert of(found, "Broken").sentence == "can't be looked at (KeyError)"
    assert of(found, "Busy").sentence == "can't be looked at: the evidence is being written to"
    assert of(found, "Fine").state is State.OK
