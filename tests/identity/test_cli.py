"""The commands of operators, started as they are typed."""

import os
import subprocess
import sys

import pytest
from apiflask import APIFlask

from mingus.core.ids import new_id
from mingus.core.settings import Settings
from tests.conftest import SECRETS
from tests.factories import Someone, browser, browser_of, make_someone

PASSWORD = "five words nobody else has"


@pytest.fixture
def someone(configuration: Settings) -> Someone:
    return make_someone(configuration)


def run(configuration: Settings, *words: str, typed: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    environ = {**os.environ, **SECRETS, "DATABASE_URL": configuration.database_url, **environment}
    return subprocess.run(
        [sys.executable, "-m", "mingus", "user", *words],
        input=typed,
        env=environ,
        text=True,
        capture_output=True,
        check=False,
    )


def create(
    configuration: Settings, email: str, password: str = PASSWORD, *more: str
) -> subprocess.CompletedProcess[str]:
    names = ("--first-name", "Ada", "--last-name", "Bell", "--password-stdin")
    return run(configuration, "create", "--email", email, *names, *more, typed=f"{password}\n")


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


def test_bad_data_exits_65_with_a_sentence(configuration: Settings, someone: Someone) -> None:
    faults = {
        "There is somebody with this e-mail address already.": create(configuration, someone.email),
        "does not look like an e-mail address": create(configuration, "ada"),
        "at least 15 characters": create(configuration, "ada@example.org", "short"),
        "--currency": create(configuration, "ada@example.org", PASSWORD, "--currency", "beads"),
        "--time-zone": create(configuration, "ada@example.org", PASSWORD, "--time-zone", "Mars"),
        "Four or five unrelated words": run(
            configuration, "set-password", someone.email, "--password-stdin", typed="short\n"
        ),
    }
    assert {done.returncode for done in faults.values()} == {65}
    for said, done in faults.items():
        assert said in done.stderr
        assert "Traceback" not in done.stderr


def test_bad_usage_exits_64_with_a_sentence(configuration: Settings) -> None:
    missing = run(configuration, "create", "--email", "ada@example.org")
    unknown = run(
        configuration, "set-password", f"nobody.{new_id().hex}@example.com", "--password-stdin", typed=f"{PASSWORD}\n"
    )
    assert (missing.returncode, unknown.returncode) == (64, 64)
    assert "--first-name" in missing.stderr
    assert unknown.stderr == "There is nobody with this e-mail address.\n"


def test_bad_configuration_exits_78_and_prints_no_secret(configuration: Settings, someone: Someone) -> None:
    names = ("--first-name", "Ada", "--last-name", "Bell", "--password-stdin")
    words = ("create", "--email", "ada@example.org", *names)
    broken = run(configuration, *words, typed=f"{PASSWORD}\n", JWT_SECRET_KEY="tooshort-s3cret")
    assert broken.returncode == 78
    assert "JWT_SECRET_KEY" in broken.stderr
    assert "s3cret" not in broken.stderr
    other_key = run(configuration, *words, typed=f"{PASSWORD}\n", FIELD_ENCRYPTION_KEY="z" * 32)
    assert other_key.returncode == 78
    assert "FIELD_ENCRYPTION_KEY has id" in other_key.stderr
