"""The worker's daily look at evidence that ends."""

from datetime import timedelta
from pathlib import Path

import pytest

from mingus.checklist import jobs
from mingus.core import jobs as core_jobs
from tests.checklist.conftest import NOW
from tests.checklist.proofs import record
from tests.servers.mail import serving


def environ(home: Path, port: int) -> dict[str, str]:
    return {
        "SMTP_URL": f"smtp://127.0.0.1:{port}",
        "OPERATOR_EMAIL": "operator@example.org",
        "MINGUS_HOME": str(home),
    }


def test_it_is_done_once_a_day_by_the_clock() -> None:
    [due] = [each for each in core_jobs.periodic_handlers() if each.name == jobs.REMIND]
    assert timedelta(hours=12) < due.at_most_every < timedelta(hours=24)


def test_fourteen_days_before_the_end_a_mail_names_the_box(tmp_path: Path) -> None:
    record(tmp_path, "15.1.2", at=NOW - timedelta(days=16), valid_for=timedelta(days=30))
    with serving(None) as mailbox:
        assert jobs.remind_of(environ(tmp_path, mailbox.port), NOW) == {"mailed": 1, "due": 1}
    [letter] = mailbox.letters
    assert b"15.1.2" in letter


def test_on_a_day_between_nothing_is_mailed(tmp_path: Path) -> None:
    record(tmp_path, "15.1.2", at=NOW - timedelta(days=17), valid_for=timedelta(days=30))
    with serving(None) as mailbox:
        assert jobs.remind_of(environ(tmp_path, mailbox.port), NOW) == {"mailed": 0, "due": 1}
    assert mailbox.letters == []


@pytest.mark.parametrize("name", jobs.NEEDS)
def test_without_a_setting_nothing_is_tried_and_the_log_names_it(tmp_path: Path, name: str) -> None:
    given = {key: value for key, value in environ(tmp_path, 1).items() if key != name}
    assert jobs.remind_of(given, NOW) == {"mailed": 0, "missing": name}
