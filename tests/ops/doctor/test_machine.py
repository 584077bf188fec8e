"""Home, settings, secrets, disk and front end: well, and ill in every way that is told apart."""

import os
from pathlib import Path

import pytest

from mingus.ops import secrets
from mingus.ops.doctor import Patient, State, machine
from mingus.ops.postgres import Cluster
from mingus.ops.postgres.roles import password_file
from tests.ops.doctor.conftest import MakePatient


def test_a_home_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    [found] = machine.home(Patient(tmp_path / "none", {}))
    assert (found.state, found.remedy.startswith("mingus run")) == (State.PROBLEM, True)
    assert not (tmp_path / "none").exists()


def test_a_run_is_seen_by_its_lock_and_a_dead_one_is_not_believed(patient: MakePatient) -> None:
    someone = patient()
    [idle] = machine.home(someone)
    assert (idle.state, idle.remedy) == (State.WARNING, "mingus run")
    lock = someone.home / "run.lock"
    lock.write_text(str(os.getpid()))
    [busy] = machine.home(someone)
    assert (busy.state, f"process {os.getpid()}" in busy.sentence) == (State.OK, True)
    lock.write_text("4194303")
    assert machine.home(someone)[0].state is State.WARNING


def test_with_a_database_elsewhere_a_home_without_a_run_is_fine(patient: MakePatient) -> None:
    assert machine.home(patient(DATABASE_URL="postgresql://db.example/mingus"))[0].state is State.OK


def test_every_fault_of_the_settings_is_named_and_no_value(patient: MakePatient) -> None:
    assert machine.settings(patient())[0].state is State.OK
    [found] = machine.settings(patient(SECRET_KEY="too-short", TRUSTED_PROXIES="99"))
    assert found.state is State.PROBLEM
    assert "SECRET_KEY" in found.sentence
    assert "TRUSTED_PROXIES" in found.sentence
    assert "too-short" not in found.sentence


def test_secrets_that_the_first_start_makes_are_no_problem_yet(tmp_path: Path) -> None:
    newborn = Patient(tmp_path, {})
    [found] = machine.settings(newborn)
    assert (found.state, "mingus.env" in found.sentence) == (State.WARNING, True)
    assert list(tmp_path.iterdir()) == []
    secrets.with_local({}, tmp_path)
    assert machine.settings(Patient(tmp_path, {}))[0].state is State.OK


def test_secrets_that_others_may_read_are_named_with_the_command_that_closes_them(tmp_path: Path) -> None:
    secrets.with_local({}, tmp_path)
    assert machine.secret_files(Patient(tmp_path, {}))[0].state is State.OK
    file = secrets.path(tmp_path)
    file.chmod(0o644)
    [found] = machine.secret_files(Patient(tmp_path, {}))
    assert (found.state, str(file) in found.sentence) == (State.PROBLEM, True)
    assert found.remedy == f"chmod -R go-rwx {tmp_path / 'secrets'}"


def test_public_keys_may_be_public(tmp_path: Path) -> None:
    secrets.with_local({}, tmp_path)
    (tmp_path / "secrets" / "evidence.pub").write_text("for everybody")
    assert machine.secret_files(Patient(tmp_path, {}))[0].state is State.OK


def test_a_lost_password_file_is_missed(own_cluster: Cluster) -> None:
    own_cluster.start()
    own_cluster.stop()
    someone = Patient(own_cluster.home, {})
    assert machine.secret_files(someone)[0].state is State.OK
    password_file(own_cluster.home).rename(own_cluster.home / "elsewhere")
    [found] = machine.secret_files(someone)
    assert (found.state, "database.env is missing" in found.sentence) == (State.PROBLEM, True)


def test_a_disk_that_fills_up_is_a_warning_and_a_full_one_a_problem(
    patient: MakePatient, monkeypatch: pytest.MonkeyPatch
) -> None:
    someone = patient()
    assert machine.disk(someone)[0].state is State.OK
    more_than_there_is = 10**18
    monkeypatch.setattr(machine, "LITTLE_BYTES", more_than_there_is)
    assert machine.disk(someone)[0].state is State.WARNING
    monkeypatch.setattr(machine, "TOO_LITTLE_BYTES", more_than_there_is)
    assert machine.disk(someone)[0].state is State.PROBLEM


def test_a_front_end_that_is_not_built_is_told_with_the_command_that_builds_it(
    patient: MakePatient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert machine.front_end(patient())[0].state is State.OK
    monkeypatch.setattr(machine, "DIST", tmp_path)
    [found] = machine.front_end(patient())
    assert (found.state, found.remedy.endswith("-m mingus.core.assets")) == (State.PROBLEM, True)


def test_a_history_in_reach_is_warned_of_where_strangers_come(
    patient: MakePatient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert machine.history(patient()) == []
    monkeypatch.setattr(machine, "ROOT", tmp_path)
    assert machine.history(patient(FLASK_ENV="production"))[0].state is State.OK
    (tmp_path / ".git").mkdir()
    [found] = machine.history(patient(FLASK_ENV="production"))
    assert (found.state, "bin/install" in found.remedy) == (State.WARNING, True)
