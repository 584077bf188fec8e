from collections.abc import Mapping

import pytest
from pydantic import ValidationError

from mingus.core.errors import ConfigurationError
from mingus.core.settings import decode_key, load

GOOD = {
    "DATABASE_URL": "postgres://mingus:pw-of-database@db.example/mingus",
    "SECRET_KEY": "first-secret-".ljust(40, "a"),
    "JWT_SECRET_KEY": "second-secret-".ljust(40, "b"),
    "FIELD_ENCRYPTION_KEY": "third-secret-".ljust(32, "c"),
}


def faults(environ: Mapping[str, str]) -> str:
    with pytest.raises(ConfigurationError) as caught:
        load(environ)
    assert caught.value.exit_code == 78
    return str(caught.value)


def test_every_fault_is_named_at_once() -> None:
    said = faults({"SECRET_KEY": "short", "TRUSTED_PROXIES": "many", "FLASK_ENV": "prod"})
    for name in (
        "DATABASE_URL",
        "SECRET_KEY",
        "JWT_SECRET_KEY",
        "FIELD_ENCRYPTION_KEY",
        "TRUSTED_PROXIES",
        "FLASK_ENV",
    ):
        assert name in said


def test_no_value_is_ever_printed() -> None:
    said = faults({**GOOD, "SECRET_KEY": "tiny-s3cret", "DATABASE_URL": "mysql://root:hunter2@db"})
    assert "s3cret" not in said
    assert "hunter2" not in said
    assert "SECRET_KEY: must have at least 32 characters" in said
    assert "DATABASE_URL: must start with postgresql://" in said


def test_secrets_hide_in_prints() -> None:
    printed = repr(load(GOOD))
    for word in ("first-secret", "second-secret", "third-secret"):
        assert word not in printed


def test_the_database_password_hides_in_prints() -> None:
    assert "pw-of-database" not in repr(load(GOOD))


def test_secrets_must_differ() -> None:
    assert "must differ" in faults({**GOOD, "JWT_SECRET_KEY": GOOD["SECRET_KEY"]})


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_an_address_of_a_database_gets_its_driver(scheme: str) -> None:
    assert load({**GOOD, "DATABASE_URL": f"{scheme}://u@h/d"}).database_url == "postgresql+psycopg://u@h/d"


def test_empty_means_not_set() -> None:
    assert "DATABASE_URL: is not set" in faults({**GOOD, "DATABASE_URL": ""})
    assert load({**GOOD, "REDIS_URL": "", "TRUSTED_PROXIES": ""}).trusted_proxies == 0


def test_workers_go_past_the_pooler_when_there_is_a_way() -> None:
    assert load(GOOD).direct_url == load(GOOD).database_url
    assert load({**GOOD, "DATABASE_DIRECT_URL": "postgres://u@direct/d"}).direct_url.endswith("u@direct/d")


def test_cookies_are_secure_exactly_when_people_come_over_tls() -> None:
    at_home = {**GOOD, "FLASK_ENV": "development"}
    assert load({**at_home, "PUBLIC_URL": "https://mingus.example"}).secure
    assert not load({**GOOD, "PUBLIC_URL": "http://127.0.0.1:8000"}).secure


def test_settings_never_change_while_running() -> None:
    with pytest.raises(ValidationError):
        load(GOOD).redis_url = "redis://elsewhere"  # type: ignore[misc]  # the test is that it fails


@pytest.mark.parametrize(
    "written",
    [
        "k" * 32,
        "6b" * 32,
        "6B" * 32,
        "a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s=",
        "a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s",
    ],
)
def test_a_key_is_32_bytes_however_it_is_written(written: str) -> None:
    assert decode_key(written) == b"k" * 32
    assert load({**GOOD, "FIELD_ENCRYPTION_KEY": written})


@pytest.mark.parametrize("written", ["", "k" * 31, "k" * 33, "zz" * 32, "a2tr" * 8 + "?" * 12, "é" * 32])
def test_what_is_no_key_is_none(written: str) -> None:
    assert decode_key(written) is None


def test_a_session_is_not_idle_for_longer_than_it_lives() -> None:
    said = faults({**GOOD, "SESSION_ABSOLUTE_SECONDS": "600", "SESSION_IDLE_SECONDS": "601"})
    assert "SESSION_IDLE_SECONDS: must not be longer than SESSION_ABSOLUTE_SECONDS" in said


def test_a_pooler_is_one_when_there_is_a_way_past_it() -> None:
    assert not load(GOOD).pooled
    assert not load({**GOOD, "DATABASE_DIRECT_URL": GOOD["DATABASE_URL"]}).pooled
    assert load({**GOOD, "DATABASE_DIRECT_URL": "postgres://u@direct/d"}).pooled


def test_secure_cookies_can_be_asked_for() -> None:
    assert load({**GOOD, "SESSION_COOKIE_SECURE": "true"}).secure
    assert load({**GOOD, "FLASK_DEBUG": "1"}).debugging
