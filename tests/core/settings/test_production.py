"""What production and staging refuse: each required setting missing, every setting malformed, everything unsafe."""

import subprocess
import sys
from pathlib import Path

import pytest

from mingus.core import settings
from mingus.core.settings import SCHEMA, loading
from tests.production import COMPLETE, REQUIRED, made_up

ROOT = Path(__file__).parents[3]
HUSH = "hush-hush-hush"  # stands in every wrong value and must never be seen

MALFORMED = {
    "FLASK_ENV": f"prod-{HUSH}",
    "DEBUG": f"maybe-{HUSH}",
    "FLASK_DEBUG": f"maybe-{HUSH}",
    "MINGUS_DEBUG": f"maybe-{HUSH}",
    "PUBLIC_URL": f"https://mingus.example/{HUSH}",
    "GIT_SHA": HUSH,
    "SECRET_KEY": HUSH,
    "JWT_SECRET_KEY": HUSH,
    "JWT_ALGORITHM": f"none-{HUSH}",
    "FIELD_ENCRYPTION_KEY": f"{HUSH}-{made_up('x', 20)}",
    "FIELD_ENCRYPTION_KEYS_OLD": f"{made_up('old')},{HUSH}",
    "DATABASE_URL": f"mysql://root:{HUSH}@db.example/mingus",
    "DATABASE_DIRECT_URL": f"mysql://root:{HUSH}@db.example/mingus",
    "REDIS_URL": f"memcached://{HUSH}",
    "SESSION_COOKIE_SECURE": HUSH,
    "SESSION_COOKIE_HTTPONLY": HUSH,
    "SESSION_COOKIE_SAMESITE": HUSH,
    "CORS_ORIGINS": f"https://partner.example,https://{HUSH}.example/",
    "LOG_LEVEL": HUSH,
    "METRICS_TOKEN": HUSH,
    "SENTRY_DSN": f"https://errors.example/{HUSH}",
    "SENTRY_TRACES_SAMPLE_RATE": HUSH,
    "SECURITY_CONTACT": HUSH,
    "OPERATOR_NAME": f"two\nlines-{HUSH}",
    "OPERATOR_CONTACT": HUSH,
    "CLAMD_URL": f"http://{HUSH}",
    "PASSWORD_RANGE_URL": f"ftp://{HUSH}",
    "SMTP_URL": f"http://{HUSH}",
    "MAIL_FROM": HUSH,
    "OPERATOR_EMAIL": HUSH,
    "EVIDENCE_TRUSTED_KEYS": HUSH,
    "STRIPE_SECRET_KEY": HUSH,
    "STRIPE_PUBLISHABLE_KEY": HUSH,
    "STRIPE_WEBHOOK_SECRET": HUSH,
    "RESEND_API_KEY": HUSH,
    "TWILIO_ACCOUNT_SID": HUSH,
    "TWILIO_AUTH_TOKEN": HUSH,
    "OPENAI_API_KEY": HUSH,
    "PLAID_CLIENT_ID": HUSH,
    "PLAID_SECRET": HUSH,
    "PLAID_ENV": HUSH,
    "DIGITALOCEAN_TOKEN": HUSH,
    "STRIPE_API_BASE": f"ftp://{HUSH}",
    "RESEND_API_URL": f"ftp://{HUSH}",
    "TWILIO_API_BASE": f"ftp://{HUSH}",
    "OPENAI_BASE_URL": f"ftp://{HUSH}",
    "PLAID_HOST": f"ftp://{HUSH}",
    "DO_API_URL": f"ftp://{HUSH}",
    **{setting.name: HUSH for setting in SCHEMA if setting.shape.startswith("a whole number")},
}

UNSAFE = {
    "DEBUG": "true",
    "FLASK_DEBUG": "1",
    "LOG_LEVEL": "DEBUG",
    "PUBLIC_URL": "http://mingus.example",
    "DATABASE_URL": "postgresql://mingus_app@db.mingus.example/mingus",
    "DATABASE_DIRECT_URL": "postgresql://mingus_app@db.mingus.example/mingus?sslmode=prefer",
    "REDIS_URL": "redis://cache.mingus.example:6379",
    "SESSION_COOKIE_SECURE": "false",
    "STRIPE_SECRET_KEY": "sk_" + "test_" + made_up("test", 32),
    "STRIPE_PUBLISHABLE_KEY": "pk_" + "test_" + made_up("test", 32),
    "RESEND_API_KEY": "re_test_" + made_up("test", 24),
    "TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
    "STRIPE_API_BASE": "https://127.0.0.1:9000",
    "RESEND_API_URL": "https://resend.com.elsewhere.example",
    "TWILIO_API_BASE": "http://api.twilio.com",
    "OPENAI_BASE_URL": "https://notopenai.com/v1",
    "PLAID_HOST": "https://sandbox.example",
    "DO_API_URL": "https://api.digitalocean.com@elsewhere.example",
    "SECRET_KEY": "change-me-" + made_up("x", 40),
    "JWT_SECRET_KEY": "a" * 40,
    "FIELD_ENCRYPTION_KEY": "0123456789abcdef" * 4,
    "METRICS_TOKEN": "12345678901234567890123456789012",
}


def faults(**changed: str) -> dict[str, str]:
    return {fault.name: fault.reason for fault in settings.faults({**COMPLETE, **changed})}


def test_a_whole_production_configuration_is_taken() -> None:
    loaded = settings.load(COMPLETE)
    assert (loaded.flask_env, loaded.debug, loaded.flask_debug, loaded.secure) == ("production", False, False, True)
    settings.load(REQUIRED)


def test_an_empty_production_names_everything_it_needs() -> None:
    found = settings.faults({"FLASK_ENV": "production"})
    assert [fault.name for fault in found] == [name for name in _required() if name != "FLASK_ENV"]
    assert {fault.reason for fault in found} == {"is not set"}


def _required() -> list[str]:
    return [setting.name for setting in SCHEMA if "production" in setting.required_in]


@pytest.mark.parametrize("name", [name for name in _required() if name != "FLASK_ENV"])  # without it, this is none
def test_a_required_setting_that_is_missing_is_named(name: str) -> None:
    assert faults(**{name: ""}) == {name: "is not set"}
    assert settings.faults({known: value for known, value in COMPLETE.items() if known != name}) == (
        settings.Fault(name, "is not set"),
    )


def test_every_setting_has_a_shape_that_something_does_not_have() -> None:
    any_text = {"MINGUS_HOME", "MINGUS_PG_BIN", "PASSWORD_BREACHES_FILE"}
    assert {setting.name for setting in SCHEMA} - any_text == set(MALFORMED)


@pytest.mark.parametrize("name", MALFORMED)
def test_a_malformed_setting_is_named_and_never_shown(name: str) -> None:
    with pytest.raises(settings.WrongSettings) as caught:
        settings.load({**COMPLETE, name: MALFORMED[name]})
    assert caught.value.exit_code == 78
    assert [fault.name for fault in caught.value.faults] == [name]
    assert HUSH not in str(caught.value)


@pytest.mark.parametrize("name", UNSAFE)
def test_what_is_unsafe_is_refused_in_staging_as_in_production_and_nowhere_else(name: str) -> None:
    assert set(faults(**{name: UNSAFE[name]})) == {name}
    assert set(faults(FLASK_ENV="staging", **{name: UNSAFE[name]})) == {name}
    assert faults(FLASK_ENV="development", **{name: UNSAFE[name]}) == {}


def test_everything_unsafe_is_named_at_once() -> None:
    assert set(faults(**UNSAFE)) == set(UNSAFE)


def test_no_refusal_says_the_value() -> None:
    for name, reason in faults(**UNSAFE).items():
        assert UNSAFE[name] not in reason or len(UNSAFE[name]) < 5, name


def test_people_link_their_own_banks_in_production_and_may_play_in_staging() -> None:
    assert set(faults(PLAID_ENV="sandbox")) == {"PLAID_ENV"}
    assert faults(FLASK_ENV="staging", PLAID_ENV="sandbox") == {}
    assert settings.load({**COMPLETE, "PLAID_ENV": ""}).plaid_env == "production"


@pytest.mark.parametrize(("mode", "taken"), [("verify-full", True), ("verify-ca", True), ("require", True)])
def test_an_encrypted_database_is_taken(mode: str, taken: bool) -> None:  # noqa: FBT001  a column of the table
    assert (faults(DATABASE_URL=f"postgresql://mingus_app@db.mingus.example/mingus?sslmode={mode}") == {}) == taken


@pytest.mark.parametrize("mode", ["disable", "allow", "prefer", "", "VERIFY-FULL", "verify-full&sslmode=disable"])
def test_a_database_that_may_be_spoken_to_in_the_clear_is_refused(mode: str) -> None:
    assert set(faults(DATABASE_URL=f"postgresql://mingus_app@db.mingus.example/mingus?sslmode={mode}")) == {
        "DATABASE_URL"
    }


@pytest.mark.parametrize("said", ["ssl_cert_reqs=none", "ssl_cert_reqs=optional", "ssl_check_hostname=false"])
def test_a_redis_whose_certificate_nobody_checks_is_refused(said: str) -> None:
    assert set(faults(REDIS_URL=f"rediss://cache.mingus.example:6380?{said}")) == {"REDIS_URL"}


@pytest.mark.parametrize("name", [s.name for s in SCHEMA if s.secret and s.name in COMPLETE and "_URL" not in s.name])
def test_a_secret_that_stands_twice_is_refused(name: str) -> None:
    """Under whichever names: the shapes of both may refuse it too."""
    other = "JWT_SECRET_KEY" if name == "SECRET_KEY" else "SECRET_KEY"
    reasons = settings.faults({**COMPLETE, name: COMPLETE[other]})
    assert reasons
    assert {fault.name for fault in reasons} <= {name, other}


def test_the_second_of_two_equal_secrets_is_named_with_the_first() -> None:
    assert faults(JWT_SECRET_KEY=COMPLETE["SECRET_KEY"]) == {"JWT_SECRET_KEY": "must differ from SECRET_KEY"}
    assert faults(METRICS_TOKEN=COMPLETE["FIELD_ENCRYPTION_KEY"]) == {
        "METRICS_TOKEN": "must differ from FIELD_ENCRYPTION_KEY"
    }


def test_source_maps_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "app.js.map").touch()
    monkeypatch.setattr(loading, "BUILT", tmp_path)
    assert faults() == {"mingus/static/dist": "holds source maps, which production refuses (app.js.map)"}
    assert faults(FLASK_ENV="development") == {}


@pytest.mark.parametrize("module", ["mingus.wsgi", "mingus.worker"])
@pytest.mark.parametrize(("name", "value"), [("SECRET_KEY", ""), ("DATABASE_URL", MALFORMED["DATABASE_URL"])])
def test_a_process_ends_with_78_and_the_name(module: str, name: str, value: str) -> None:
    command = [sys.executable, "-m", module]
    ran = subprocess.run(
        command, cwd=ROOT, env={**COMPLETE, name: value}, capture_output=True, text=True, check=False, timeout=60
    )
    assert (ran.returncode, f"  {name}: " in ran.stderr, HUSH in ran.stderr) == (78, True, False), ran.stderr
    assert "Traceback" not in ran.stderr


def test_whoever_is_reached_from_outside_must_say_which_environment_it_is() -> None:
    said = {fault.name: fault.reason for fault in settings.faults({**REQUIRED, "FLASK_ENV": ""})}
    assert "reached from outside" in said["FLASK_ENV"]


@pytest.mark.parametrize("url", ["http://127.0.0.1:8000", "https://localhost:8443", "https://127.0.0.1"])
def test_one_s_own_machine_need_not_say_it(url: str) -> None:
    assert "FLASK_ENV" not in {
        fault.name for fault in settings.faults({**REQUIRED, "FLASK_ENV": "", "PUBLIC_URL": url})
    }
