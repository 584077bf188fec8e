"""The mail about what ends soon: to whom, what it says, and when there is none."""

import email
import email.policy
from datetime import timedelta
from pathlib import Path

import pytest

from mingus.checklist.keeping import expiring, reminding
from mingus.checklist.keeping.expiring import Due
from mingus.core.errors import ConfigurationError
from mingus.core.evidence import Store
from tests.checklist.keeping.conftest import NOON, draft
from tests.servers.mail import serving


@pytest.fixture
def found(store: Store) -> list[Due]:
    store.append(draft("15.1.2", 14))
    store.append(draft("4.1.1", 3, kind="attestation", exit_code=None, statement="Everybody has a second factor."))
    titles = {"15.1.2": "A restore was rehearsed"}
    return expiring.due(store.newest(), titles, now=NOON, within_days=14)


def test_the_operator_gets_one_mail_with_everything(found: list[Due], authority: Path) -> None:
    with serving(authority) as box:
        environ = {
            "SMTP_URL": f"smtp://127.0.0.1:{box.port}",
            "OPERATOR_EMAIL": "operator@example.org",
            "MAIL_FROM": "mingus@example.org",
            "PUBLIC_URL": "https://money.example.org",
        }
        assert reminding.send(found, environ) == "operator@example.org"
    (letter,) = box.letters
    read = email.message_from_bytes(letter, policy=email.policy.default)
    assert (read["To"], read["From"]) == ("operator@example.org", "mingus@example.org")
    assert read["Subject"] == "Evidence for 4.1.1 and 1 more ends in 3 days"
    assert read["Auto-Submitted"] == "auto-generated"
    body = read.get_content().replace("\r\n", "\n")
    assert "what https://money.example.org is checked by is growing old" in body
    assert "15.1.2  A restore was rehearsed\n    A backup was restored. (drill by founder)\n" in body
    assert "    ends on 2026-12-09, in 14 days\n    mingus evidence run 15.1.2 --kind drill -- COMMAND …\n" in body
    assert "mingus checklist attest 4.1.1 --by MEMBER" in body


def test_the_address_of_the_command_wins(found: list[Due]) -> None:
    with serving(None) as box:
        environ = {"SMTP_URL": f"smtp://127.0.0.1:{box.port}", "OPERATOR_EMAIL": "operator@example.org"}
        assert reminding.send(found, environ, to="second@example.org") == "second@example.org"
    assert b"To: second@example.org" in box.letters[0]


def test_nothing_due_is_no_mail() -> None:
    with serving(None) as box:
        assert reminding.send([], {"SMTP_URL": f"smtp://127.0.0.1:{box.port}"}, to="operator@example.org") == ""
    assert box.letters == []


def test_what_is_not_configured_is_named(found: list[Due]) -> None:
    with pytest.raises(ConfigurationError, match=r"SMTP_URL and OPERATOR_EMAIL \(or --to\) is not set"):
        reminding.send(found, {})


@pytest.mark.parametrize("to", ["nobody", "a@b, c@d", "a@example.org\nBcc: x@example.org", "@"])
def test_an_address_that_is_not_one_is_refused(found: list[Due], to: str) -> None:
    with pytest.raises(ConfigurationError, match="one e-mail address"):
        reminding.message(found, {}, to)


def test_what_has_ended_says_so(store: Store) -> None:
    store.append(draft("15.1.2", 1))
    found = expiring.due(store.newest(), {}, now=NOON + timedelta(days=3), within_days=14)
    made = reminding.message(found, {}, "operator@example.org")
    assert made["Subject"] == "Evidence for 15.1.2 has ended 2 days ago"
    assert "ended on 2026-11-26, 2 days ago" in made.get_content()
