"""`mingus user delete` and `check-certificate`, as whoever runs the installation types them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from mingus import privacy
from mingus.core import command
from mingus.core.settings import Settings
from mingus.identity.models import Person
from tests.conftest import SECRETS
from tests.factories import Someone, make_someone
from tests.privacy.household import is_there


@pytest.fixture
def someone(configuration: Settings) -> Someone:
    return make_someone(configuration)


@pytest.fixture(autouse=True)
def surroundings(configuration: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the command finds in its environment: the test's database."""
    monkeypatch.setattr(command, "_providers", [])
    for name, value in {**SECRETS, "FLASK_ENV": "testing", "DATABASE_URL": configuration.database_url}.items():
        monkeypatch.setenv(name, value)


def run(*words: str, typed: str = "") -> tuple[int, str]:
    (user,) = privacy.COMMANDS()
    ran = CliRunner().invoke(user, list(words), input=typed)
    return ran.exit_code, ran.stdout


def test_a_person_is_deleted_and_the_certificate_can_be_checked(someone: Someone, tmp_path: Path) -> None:
    code, said = run("delete", someone.email, "--yes")
    assert code == 0
    assert json.loads(said)["rows_by_table"]["people"] == 1
    assert not is_there(Person, id=someone.member.person_id)
    file = tmp_path / "certificate.json"
    file.write_text(said)
    assert run("check-certificate", str(file)) == (0, "This installation issued it, and nothing was changed.\n")
    file.write_text(said.replace("deletion of an account", "deletion of nothing"))
    assert run("check-certificate", str(file))[0] != 0


def test_without_yes_the_address_is_asked_for(someone: Someone) -> None:
    assert run("delete", someone.email, typed="no\n")[0] != 0
    assert is_there(Person, id=someone.member.person_id)
    assert run("delete", someone.email, typed=f"{someone.email}\n")[0] == 0
    assert not is_there(Person, id=someone.member.person_id)


def test_somebody_unknown_is_an_error() -> None:
    assert run("delete", "nobody@example.com", "--yes")[0] != 0
