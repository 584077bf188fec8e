"""`mingus mail`, started as it is typed."""

import os
import subprocess
from pathlib import Path

from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from tests import commands
from tests.conftest import SECRETS
from tests.messaging.test_service import write
from tests.servers.mail import serving


def run(configuration: Settings, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    environ = {**os.environ, **SECRETS, "DATABASE_URL": configuration.database_url, **environment}
    return commands.mingus(["mail", *words], environ=environ)


def test_mails_are_listed_and_shown(configuration: Settings, alice: Member) -> None:
    mail_id = write(alice, "alice.listed@example.com")
    listed = run(configuration, "list").stdout
    assert str(mail_id) in listed
    assert "alice.listed@example.com" in listed
    shown = run(configuration, "show", "last").stdout
    assert shown.startswith(
        "To: alice.listed@example.com\nSubject: Mingus can send mail\nState: kept\n\nThis is a trial."
    )
    assert "<!doctype html>" in run(configuration, "show", str(mail_id), "--html").stdout


def test_a_mail_that_is_none_is_said(configuration: Settings, alice: Member) -> None:
    answer = run(configuration, "show", "nonsense")
    assert answer.returncode == 64
    assert "An ID looks like" in answer.stderr


def test_a_trial_says_what_the_server_answered(configuration: Settings, alice: Member, authority: Path) -> None:
    with serving(None) as box:
        url = f"smtp://127.0.0.1:{box.port}"
        taken = run(configuration, "try", "alice@example.com", SMTP_URL=url)
        refused = run(configuration, "try", "refused@example.com", SMTP_URL=url)
    assert (taken.returncode, len(box.letters)) == (0, 1), taken.stderr
    assert refused.stderr == "The mail server 127.0.0.1 does not take mail for refused@example.com.\n"
    assert "SMTP_URL is not set" in run(configuration, "try", "alice@example.com").stderr
