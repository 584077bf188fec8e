"""The database: away, stopped, closed, open, encrypted or not."""

import os
import signal
from pathlib import Path

import pytest

from mingus.ops.doctor import Patient, State, database
from mingus.ops.postgres import Cluster
from mingus.ops.postgres.roles import password_file
from tests.databases import Scratch
from tests.ops.doctor.conftest import MakePatient, of, states
from tests.ops.waiting import eventually
from tests.servers.authority import Authority
from tests.servers.postgres import PLAIN_TOO, tls_postgres

LATER = ("Schema", "Worker", "Clock", "Keys")


def test_a_home_without_a_database_says_so_and_stays_without(tmp_path: Path) -> None:
    found = database.examine(Patient(tmp_path, {}))
    assert of(found, "Database").remedy == "mingus run makes it"
    assert [of(found, name).sentence for name in LATER] == [
        "not looked at, because the database does not answer" for _ in LATER
    ]
    assert list(tmp_path.iterdir()) == []


def test_a_stopped_database_is_told_and_not_started(own_cluster: Cluster) -> None:
    own_cluster.start()
    someone = Patient(own_cluster.home, {})
    assert of(database.examine(someone), "Database").state is State.OK
    own_cluster.stop()
    found = of(database.examine(someone), "Database")
    assert (found.state, found.sentence) == (State.PROBLEM, "the one of this home does not run")
    assert found.remedy == f"mingus run, or mingus db --home {own_cluster.home} start"
    assert own_cluster.pid is None


def test_one_that_was_killed_is_not_taken_for_a_living_one(own_cluster: Cluster) -> None:
    own_cluster.start()
    os.kill(own_cluster.pid or 0, signal.SIGKILL)
    assert eventually(lambda: own_cluster.pid is None)
    found = of(database.examine(Patient(own_cluster.home, {})), "Database")
    assert found.sentence == "the one of this home does not run"


def test_lost_passwords_are_told_apart(own_cluster: Cluster) -> None:
    own_cluster.start()
    file = password_file(own_cluster.home)
    whole = file.read_text()
    file.write_text("")
    assert "passwords" in of(database.examine(Patient(own_cluster.home, {})), "Database").sentence
    file.write_text("".join(f"{line.split('=')[0]}=wrong\n" for line in whole.splitlines()))
    found = of(database.examine(Patient(own_cluster.home, {})), "Database")
    assert (found.state, "password authentication failed" in found.sentence) == (State.PROBLEM, True)


def test_a_healthy_one_is_well_in_all_but_the_worker(patient: MakePatient, scratch_database: Scratch) -> None:
    found = database.examine(patient(DATABASE_URL=scratch_database.app))
    assert states(found) == {
        "Database": State.OK,
        "Schema": State.OK,
        "Worker": State.PROBLEM,
        "Clock": State.OK,
        "Keys": State.OK,
    }


def test_an_address_where_nobody_listens(patient: MakePatient) -> None:
    url = "postgresql://me:secret-word@127.0.0.1:9/mingus"
    found = of(database.examine(patient(DATABASE_URL=url)), "Database")
    assert (found.state, "refused" in found.sentence) == (State.PROBLEM, True)
    assert "secret-word" not in found.sentence + found.remedy


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


def test_a_database_elsewhere_must_be_encrypted_and_checked(patient: MakePatient, authority: Authority) -> None:
    with tls_postgres(authority.issue("db.example"), hba=PLAIN_TOO) as server:

        def look(**options: str) -> tuple[State, str]:
            url = server.url(hostaddr="127.0.0.1", **options).replace("@127.0.0.1:", "@db.example:")
            found = of(database.examine(patient(DATABASE_URL=url)), "Database")
            return found.state, found.remedy

        remedy = "add ?sslmode=verify-full&sslrootcert=FILE to DATABASE_URL"
        assert look(sslmode="disable") == (State.PROBLEM, remedy)
        assert look(sslmode="require") == (State.WARNING, remedy)
        assert look(sslmode="verify-full", sslrootcert=str(authority.certificate)) == (State.OK, "")


def test_a_certificate_for_another_name_does_not_let_us_in(patient: MakePatient, authority: Authority) -> None:
    with tls_postgres(authority.for_another_name()) as server:
        url = server.url(sslmode="verify-full", sslrootcert=str(authority.certificate))
        found = of(database.examine(patient(DATABASE_URL=url)), "Database")
    assert (found.state, "does not match host name" in found.sentence) == (State.PROBLEM, True)
