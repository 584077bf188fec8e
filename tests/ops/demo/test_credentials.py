"""How one gets into the demonstration."""

import stat
from pathlib import Path

from apiflask import APIFlask

from mingus.identity import member_by_email
from mingus.ops.demo import credentials, household
from tests.demonstration import Demo
from tests.factories import browser


def sign_in(app: APIFlask, email: str, password: str) -> int:
    return browser(app).post("/api/auth/login", json={"email": email, "password": password}).status_code


def test_its_words_open_it_and_lie_in_a_file_for_its_owner_alone(app: APIFlask, demo: Demo) -> None:
    assert sign_in(app, demo.credentials.email, demo.credentials.password) == 200
    assert stat.S_IMODE(credentials.path(demo.home).stat().st_mode) == 0o600
    assert demo.credentials.password not in repr(demo.credentials)


def test_a_lost_file_gives_a_new_password_for_the_same_household(app: APIFlask, demo: Demo) -> None:
    credentials.forget(demo.home)
    again = household.ensure(demo.home)
    assert member_by_email(again.email) == demo.member
    assert again.password != demo.credentials.password
    assert sign_in(app, demo.credentials.email, demo.credentials.password) == 401
    assert sign_in(app, demo.credentials.email, again.password) == 200


def test_a_home_keeps_its_password_and_another_has_its_own(tmp_path: Path) -> None:
    first = credentials.ensure(tmp_path / "one")
    assert credentials.ensure(tmp_path / "one") == first
    assert credentials.ensure(tmp_path / "two") != first
