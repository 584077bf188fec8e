"""`mingus checklist due`: a table, a calendar, a mail."""

from datetime import timedelta
from pathlib import Path

import pytest

from mingus.checklist.cli.home import titles
from mingus.core import evidence
from mingus.core.evidence import Draft, Record
from tests.checklist.cli.conftest import Mingus
from tests.servers.mail import serving

MAIL_SETTINGS = {"OPERATOR_EMAIL": "operator@example.org"}


@pytest.fixture
def record(tmp_path: Path) -> Record:
    """A drill that ends in fourteen days, and something that ends much later."""
    store = evidence.of_home(tmp_path / "home", {})
    store.append(Draft("1.1.1", "test", "Later.", timedelta(days=100), exit_code=0))
    return store.append(Draft("15.1.2", "drill", "Restored.", timedelta(days=14), exit_code=0, operator="founder"))


def test_what_ends_soon_is_listed(mingus: Mingus, record: Record) -> None:
    ran = mingus("checklist", "due")
    assert ran.returncode == 0
    (line,) = ran.stdout.splitlines()
    title = titles().get("15.1.2", "")
    ends = f"{record.expires_at:%Y-%m-%d}"
    assert (
        line
        == f"{ends}\tin 14 days\t15.1.2\tdrill\t{title}\tfounder\tmingus evidence run 15.1.2 --kind drill -- COMMAND …"
    )
    assert len(mingus("checklist", "due", "--within", "100").stdout.splitlines()) == 2
    assert mingus("checklist", "due", "--within", "3").stdout == "No evidence ends within 3 days.\n"


def test_the_calendar_has_everything(mingus: Mingus, record: Record) -> None:
    said = mingus("checklist", "due", "--ics").stdout
    assert said.startswith("BEGIN:VCALENDAR\r\n")
    assert said.count("BEGIN:VEVENT\r\n") == 2


def test_the_mail_goes_out_and_daily_only_on_its_days(mingus: Mingus, record: Record, authority: Path) -> None:
    with serving(authority) as box:
        settings = {**MAIL_SETTINGS, "SMTP_URL": f"smtp://mingus:right@127.0.0.1:{box.port}"}
        ran = mingus("checklist", "due", "--mail", "--daily", **settings)
        assert (ran.returncode, ran.stdout) == (0, "Mailed to operator@example.org.\n")
        ran = mingus("checklist", "due", "--mail", "--within", "3", **settings)
        assert (ran.returncode, ran.stdout) == (0, "Nothing to mail today.\n")
    (letter,) = box.letters
    assert b"Subject: Evidence for 15.1.2 ends in 14 days\r\n" in letter
    assert box.under_tls == [True]


def test_what_is_missing_for_a_mail_is_named(mingus: Mingus, record: Record) -> None:
    ran = mingus("checklist", "due", "--mail")
    assert (ran.returncode, ran.stderr) == (
        78,
        "No mail can be sent: SMTP_URL and OPERATOR_EMAIL (or --to) is not set.\n",
    )
    assert mingus("checklist", "due", "--mail", "--ics").returncode == 64


def test_evidence_that_cant_be_trusted_is_named(mingus: Mingus, record: Record, tmp_path: Path) -> None:
    (tmp_path / "home" / "evidence" / record.where).unlink()
    ran = mingus("checklist", "due")
    assert ran.returncode == 65
    assert ran.stderr == f"{record.where}: is not there\n"
