"""`mingus config …`: as a person types it, and as a program reads it."""

import json
import os
import re
import stat
import subprocess
from collections.abc import Mapping
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from mingus.core import settings
from mingus.core.errors import UsageError
from mingus.core.settings import SCHEMA
from mingus.ops import secrets
from mingus.ops.configuration import documents, fresh, paper
from mingus.ops.configuration.advice import advise
from mingus.ops.configuration.surroundings import look
from tests import commands
from tests.production import COMPLETE

ROOT = Path(__file__).parents[2]


def mingus(home: Path, *words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    given = {"PATH": os.environ["PATH"], "MINGUS_HOME": str(home), **environ}
    return commands.mingus(["config", *words], environ=given)


def read(lines: str) -> dict[str, str]:
    """What an environment file holds."""
    return dict(line.split("=", 1) for line in lines.splitlines() if line and not line.startswith("#"))


def test_the_documents_are_fresh() -> None:
    """When this fails: mingus config document."""
    assert (ROOT / ".env.example").read_text() == documents.env_example()
    assert (ROOT / "docs" / "configuration.md").read_text() == documents.page()


def test_the_documents_name_every_setting_and_no_secret() -> None:
    example = documents.env_example()
    named = re.findall(r"^(?:# )?([A-Z_]+)=", example, re.MULTILINE)
    assert named == [setting.name for setting in SCHEMA]
    assert set(read(example)) == {setting.name for setting in SCHEMA if "production" in setting.required_in}
    assert set(read(example).values()) == {""}
    assert not [setting.name for setting in SCHEMA if f"| `{setting.name}`" not in documents.page()]


def test_an_empty_machine_is_good_for_development_and_nothing_is_made(tmp_path: Path) -> None:
    done = mingus(tmp_path / "home", "check")
    assert (done.returncode, done.stdout) == (0, "Good for development.\n")
    assert not (tmp_path / "home").exists()


def test_every_fault_is_told_in_a_pipe_and_to_programs(tmp_path: Path) -> None:
    wrong: dict[str, str] = {**COMPLETE, "SECRET_KEY": "hush", "DEBUG": "true", "REDIS_URL": ""}
    done = mingus(tmp_path, "check", **wrong)
    assert done.returncode == 78
    assert done.stdout.splitlines() == [
        "DEBUG: must be false in production",
        "SECRET_KEY: must have at least 32 characters",
        "REDIS_URL: is not set",
        "3 faults: Mingus would not start in production.",
    ]
    told = json.loads(mingus(tmp_path, "check", "--json", **wrong).stdout)
    assert (told["environment"], told["ok"], told["advice"]) == ("production", False, [])
    assert [fault["name"] for fault in told["faults"]] == ["DEBUG", "SECRET_KEY", "REDIS_URL"]


def test_another_environment_can_be_asked_about(tmp_path: Path) -> None:
    done = mingus(tmp_path, "check", "--env", "staging")
    assert (done.returncode, "Mingus would not start in staging." in done.stdout) == (78, True)


def test_secrets_are_shown_by_their_length_and_where_they_come_from(tmp_path: Path) -> None:
    kept = secrets.with_local({}, tmp_path)
    done = mingus(tmp_path, "show", REDIS_URL="redis://hush@cache", WEB_WORKERS="3", FLASK_ENV="testing")
    lines = {name: (value, source) for name, value, source in (x.split("\t") for x in done.stdout.splitlines())}
    assert list(lines) == [setting.name for setting in SCHEMA]
    assert lines["SECRET_KEY"] == ("secret, 64 characters", "secrets/mingus.env of the home")
    assert lines["REDIS_URL"] == ("secret, 18 characters", "environment")
    assert lines["WEB_WORKERS"] == ("3", "environment")
    assert lines["LOG_LEVEL"] == ("INFO", "config/testing.py")
    assert lines["PORT"] == ("8000", "default")
    assert lines["MAIL_FROM"] == ("", "not set")
    assert not [value for value in (*kept.values(), "hush") if value in done.stdout]


def test_fresh_secrets_are_strong_and_new_every_time(tmp_path: Path) -> None:
    one, other = (read(mingus(tmp_path, "generate-secrets").stdout) for _ in range(2))
    assert settings.faults({**COMPLETE, **one}) == ()
    assert one["FLASK_ENV"] == other["FLASK_ENV"] == "production"
    assert not (set(one.values()) & set(other.values())) - {"production"}


def test_a_file_of_secrets_is_private_and_never_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "staging.env"
    assert mingus(tmp_path, "generate-secrets", "--env", "staging", "--out", str(file)).returncode == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    before = file.read_text()
    again = mingus(tmp_path, "generate-secrets", "--out", str(file))
    assert (again.returncode, "never overwritten" in again.stderr) == (64, True)
    assert file.read_text() == before
    with pytest.raises(UsageError, match="can't be written"):
        fresh.write_once(tmp_path / "nowhere" / "x.env", "")


def advice(**changed: str) -> dict[str, str]:
    return {fault.name: fault.reason for fault in advise({**COMPLETE, **changed})}


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("DATABASE_URL", "postgresql://u@h/d?sslmode=require", "sslmode=verify-full"),
        ("STRIPE_SECRET_KEY", "sk_live_0123456789abcdef", "restricted key"),
        ("METRICS_TOKEN", "", "only programs of this machine"),
        ("SENTRY_DSN", "", "unexpected errors"),
        ("SECURITY_CONTACT", "", "whom to tell"),
        ("SESION_IDLE_SECONDS", "60", "did you mean SESSION_IDLE_SECONDS?"),
    ],
)
def test_what_could_be_better_is_advised_and_not_refused(name: str, value: str, said: str) -> None:
    assert advice() == {}
    assert list(found := advice(**{name: value})) == [name]
    assert said in found[name]


def test_a_developer_is_not_bothered() -> None:
    assert advise({"FLASK_ENV": "development", "PATH": "/bin"}) == []


def at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> StringIO:
    screen = StringIO()
    monkeypatch.setattr(paper, "Console", lambda **_: Console(file=screen, force_terminal=True, width=100))
    return screen


def test_a_terminal_gets_signs_and_groups(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    screen = at_a_terminal(monkeypatch)
    broken: Mapping[str, str] = {**COMPLETE, "DEBUG": "true", "METRICS_TOKEN": ""}
    here = look(broken, tmp_path)
    paper.print_check(here.environment, here.faults(), advise(here.environ))
    paper.print_check("production", [], [])
    paper.print_settings(here.table())
    seen = re.sub(r"\x1b\[[0-9;]*m", "", screen.getvalue())
    for words in (
        "✗  DEBUG  must be false",
        "!  METRICS_TOKEN",
        "✗ 1 fault: Mingus",
        "✓ Good for production.",
        "Secrets\n",
    ):
        assert words in seen
    assert re.search(r"SECRET_KEY +•••••••• 64 characters +environment", seen)
    assert COMPLETE["SECRET_KEY"] not in seen
