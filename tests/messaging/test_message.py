"""What mail servers get: headers that hold, and the same Message-ID however often it is sent."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from mingus.core.settings import Settings
from mingus.messaging.message import build, sender_of
from mingus.messaging.rendering import Letter

MAIL_ID = UUID("01997a3e-0000-7000-8000-000000000001")
WRITTEN_AT = datetime(2026, 11, 26, 1, 30, tzinfo=UTC)
LETTER = Letter("alice@example.com", "Grüße", "Hello.\n", "<p>Hello.</p>")


def test_a_mail_has_the_headers_it_needs(configuration: Settings) -> None:
    settings = configuration.model_copy(update={"mail_from": "money@example.org"})
    made = build(LETTER, MAIL_ID, WRITTEN_AT, settings)
    assert (made["From"], made["To"], made["Subject"]) == ("Mingus <money@example.org>", LETTER.to, "Grüße")
    assert made["Date"] == "Thu, 26 Nov 2026 01:30:00 +0000"
    assert made["Message-ID"] == "<01997a3e000070008000000000000001@example.org>"
    assert made["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in made.iter_parts()] == ["text/plain", "text/html"]


def test_a_mail_that_nobody_asked_for_can_be_ended_by_the_mail_program(configuration: Settings) -> None:
    address = "https://money.example/letters/stop/x"
    ended = build(Letter("alice@example.com", "Hi", "", "", address), MAIL_ID, WRITTEN_AT, configuration)
    assert ended["List-Unsubscribe"] == f"<{address}>"
    assert ended["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert build(LETTER, MAIL_ID, WRITTEN_AT, configuration)["List-Unsubscribe"] is None


def test_without_a_sender_mail_comes_from_where_people_reach_mingus(configuration: Settings) -> None:
    settings = configuration.model_copy(update={"public_url": "https://money.example:8443"})
    assert sender_of(settings) == "mingus@money.example"


@pytest.mark.parametrize("subject", ["Hi\nBcc: bob@example.com", "Hi\r\nX: y"])
def test_no_header_becomes_two(configuration: Settings, subject: str) -> None:
    with pytest.raises(ValueError, match="linefeed"):
        build(Letter("alice@example.com", subject, "", ""), MAIL_ID, WRITTEN_AT, configuration)
