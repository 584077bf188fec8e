"""The commands of operators, started as they are typed."""

import io
import os
import subprocess
import sys
from collections.abc import Callable

import pytest
from apiflask import APIFlask

from mingus import cli
from mingus.core.ids import new_id
from mingus.core.settings import Settings
from tests import commands
from tests.conftest import SECRETS
from tests.factories import Someone, browser, browser_of, make_someone
from tests.identity.second_factors import add_app

PASSWORD = "five words nobody else has"
NAMES = ("--first-name", "Ada", "--last-name", "Bell", "--password-stdin")

Here = Callable[..., tuple[object, str]]


@pytest.fixture
def someone(configuration: Settings) -> Someone:
    return make_someone(configuration)


def run(configuration: Settings, *words: str, typed: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    environ = {**os.environ, **SECRETS, "DATABASE_URL": configuration.database_url, **environment}
    return commands.mingus(["user", *words], typed=typed, environ=environ)


def create(configuration: Settings, email: str) -> subprocess.CompletedProcess[str]:
    return run(configuration, "create", "--email", email, *NAMES, typed=f"{PASSWORD}\n")


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Here:
    """Runs the command in this process, which is quick; for words that are refused before it needs a database."""

    def run_here(*words: str, typed: str = "") -> tuple[object, str]:
        monkeypatch.setattr(sys, "argv", ["mingus", "user", *words])
        monkeypatch.setattr(sys, "stdin", io.StringIO(f"{typed}\n"))
        with pytest.raises(SystemExit) as done:
            cli.main()
        return done.value.code, capsys.readouterr().err

    return run_here


def enters(app: APIFlask, email: str, password: str) -> bool:
    return browser(app).post("/login", data={"email": email, "password": password}).status_code == 303


def test_an_operator_makes_a_person_who_can_sign_in(app: APIFlask, configuration: Settings) -> None:
    email = f"made.{new_id().hex}@example.com"
    done = create(configuration, email)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{email} can sign in now.\n", "")
    assert enters(app, email, PASSWORD)


def test_a_new_password_opens_and_ends_what_the_old_one_opened(
    app: APIFlask, configuration: Settings, someone: Someone
) -> None:
    page = browser_of(app, someone.member)
    done = run(configuration, "set-password", someone.email, "--password-stdin", typed=f"{PASSWORD}\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert page.get("/settings").status_code == 303
    assert not enters(app, someone.email, someone.password)
    assert enters(app, someone.email, PASSWORD)


@pytest.mark.parametrize(
    ("words", "typed", "said"),
    [
        (("create", "--email", "ada", *NAMES), PASSWORD, "does not look like an e-mail address"),
        (("create", "--email", "ada@example.org", *NAMES, "--currency", "beads"), PASSWORD, "--currency"),
        (("create", "--email", "ada@example.org", *NAMES, "--time-zone", "Mars"), PASSWORD, "--time-zone"),
    ],
)
def test_bad_data_exits_65_with_a_sentence(here: Here, words: tuple[str, ...], typed: str, said: str) -> None:
    code, stderr = here(*words, typed=typed)
    assert code == 65
    assert said in stderr
    assert typed not in stderr


@pytest.mark.parametrize("command", ["create", "set-password"])
def test_a_password_that_is_too_short_exits_65_with_a_sentence(
    configuration: Settings, someone: Someone, command: str
) -> None:
    words = ("--email", "ada@example.org", *NAMES) if command == "create" else (someone.email, "--password-stdin")
    done = run(configuration, command, *words, typed="t1ny!owl\n")
    assert (done.returncode, "at least 15 characters" in done.stderr) == (65, True), done.stderr
    assert "t1ny!owl" not in done.stderr


def test_beside_a_second_factor_eight_characters_suffice(
    app: APIFlask, configuration: Settings, someone: Someone
) -> None:
    add_app(someone.member)
    done = run(configuration, "set-password", someone.email, "--password-stdin", typed="t1ny!owl\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert enters(app, someone.email, "t1ny!owl")
    kept = run(configuration, "remove-factors", someone.email)
    assert (kept.returncode, "longer password first" in kept.stderr) == (65, True), kept.stderr


def test_bad_usage_exits_64_with_a_sentence(here: Here) -> None:
    code, stderr = here("create", "--email", "ada@example.org")
    assert code == 64
    assert "--first-name" in stderr


def test_a_taken_address_exits_65_and_an_unknown_one_64(configuration: Settings, someone: Someone) -> None:
    taken = create(configuration, someone.email)
    assert (taken.returncode, taken.stderr) == (65, "There is somebody with this e-mail address already.\n")
    nobody = f"nobody.{new_id().hex}@example.com"
    unknown = run(configuration, "set-password", nobody, "--password-stdin", typed=f"{PASSWORD}\n")
    assert (unknown.returncode, unknown.stderr) == (64, "There is nobody with this e-mail address.\n")


def test_bad_configuration_exits_78_and_prints_no_secret(configuration: Settings, someone: Someone) -> None:
    words = ("create", "--email", "ada@example.org", *NAMES)
    broken = run(configuration, *words, typed=f"{PASSWORD}\n", JWT_SECRET_KEY="tooshort-s3cret")
    assert broken.returncode == 78
    assert "JWT_SECRET_KEY" in broken.stderr
    assert "s3cret" not in broken.stderr
    other_key = run(configuration, *words, typed=f"{PASSWORD}\n", FIELD_ENCRYPTION_KEY="y" * 32)
    assert other_key.returncode == 78
    assert "FIELD_ENCRYPTION_KEY has id" in other_key.stderr


def test_an_operator_is_made_and_ended(app: APIFlask, configuration: Settings, someone: Someone) -> None:
    made = run(configuration, "make-operator", someone.email, "--role", "support")
    assert (made.returncode, "It works once they have added a second factor." in made.stdout) == (0, True), made.stderr
    page = browser_of(app, someone.member).get("/operator")
    assert page.status_code == 403
    ended = run(configuration, "revoke-operator", someone.email)
    assert (ended.returncode, "no operator any more" in ended.stdout) == (0, True)
    assert browser_of(app, someone.member).get("/operator").status_code == 404
    again = run(configuration, "revoke-operator", someone.email)
    assert (again.returncode, again.stderr) == (64, "This person is no operator.\n")


def test_nobody_becomes_an_operator_by_a_typing_error(configuration: Settings) -> None:
    for words in (("make-operator", "--role", "support"), ("revoke-operator",)):
        done = run(configuration, words[0], "nobody@example.com", *words[1:])
        assert (done.returncode, done.stderr) == (64, "There is nobody with this e-mail address.\n")


def test_factors_that_are_lost_are_removed_and_everything_is_signed_out(
    app: APIFlask, configuration: Settings, someone: Someone
) -> None:
    page = browser_of(app, someone.member)
    add_app(someone.member)
    done = run(configuration, "remove-factors", someone.email)
    assert done.returncode == 0
    assert "authn_factor_removed" in done.stderr  # whoever watches hears of it
    assert "1 second factor removed" in done.stdout
    assert page.get("/settings").status_code == 303
    client = browser(app)
    assert client.post("/login", data={"email": someone.email, "password": someone.password}).location == "/"
    again = run(configuration, "remove-factors", someone.email)
    assert "There was no second factor." in again.stdout
