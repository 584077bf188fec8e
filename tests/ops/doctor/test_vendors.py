"""Vendors are told from signed records alone."""

from collections.abc import Mapping
from datetime import timedelta

import pytest

from mingus.core import clock, evidence
from mingus.ops.doctor import Patient, State, vendors
from tests.ops.doctor.conftest import MakePatient


def note(patient: Patient, vendor: str, exit_code: int, statement: str = "Its API was asked.") -> None:
    figures: Mapping[str, evidence.Figure] = {"vendor": vendor}
    draft = evidence.Draft("2.3.1", "watch", statement, timedelta(days=7), exit_code=exit_code, figures=figures)
    evidence.of_home(patient.home, {}).append(draft)


def test_without_a_record_it_says_so_and_makes_nothing(patient: MakePatient) -> None:
    someone = patient()
    [found] = vendors.examine(someone)
    assert (found.state, found.sentence.endswith("there is no record")) == (State.OK, True)
    assert list(someone.home.iterdir()) == []


def test_a_vendor_that_answered_is_well_until_its_record_is_too_old(
    patient: MakePatient, monkeypatch: pytest.MonkeyPatch
) -> None:
    someone = patient()
    note(someone, "DigitalOcean", 0)
    [found] = vendors.examine(someone)
    assert (found.state, found.sentence.startswith("DigitalOcean answered on ")) == (State.OK, True)
    real = clock.now
    monkeypatch.setattr(clock, "now", lambda: real() + timedelta(days=8))
    [old] = vendors.examine(someone)
    assert (old.state, old.remedy) == (State.WARNING, "mingus checklist run --id 2.3.1")


def test_a_vendor_that_refused_is_a_problem_with_the_records_words(patient: MakePatient) -> None:
    someone = patient()
    note(someone, "DigitalOcean", 1, "The key was refused with 401.")
    [found] = vendors.examine(someone)
    assert (found.state, "refused with 401" in found.sentence) == (State.PROBLEM, True)


def test_records_that_were_tampered_with_are_not_believed(patient: MakePatient) -> None:
    someone = patient()
    note(someone, "DigitalOcean", 1)
    [record] = (someone.home / "evidence" / "2.3.1").iterdir()
    record.write_text(record.read_text().replace('"exit_code":1', '"exit_code":0'))
    [found] = vendors.examine(someone)
    assert (found.state, found.remedy) == (State.PROBLEM, "mingus evidence verify")
