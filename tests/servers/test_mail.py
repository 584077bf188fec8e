"""The mail server of the tests takes and refuses what it says."""

import smtplib

import pytest

from tests.servers.mail import hanging, serving


def test_it_keeps_what_it_is_given_and_refuses_whom_it_must() -> None:
    with serving(None) as box, smtplib.SMTP("127.0.0.1", box.port, timeout=5) as client:
        client.sendmail("a@example.org", "b@example.org", "Subject: Hi\r\n\r\nHello.\r\n")
        with pytest.raises(smtplib.SMTPRecipientsRefused):
            client.sendmail("a@example.org", "refused@example.org", "Subject: Hi\r\n\r\nHello.\r\n")
    assert len(box.letters) == 1


def test_one_greets_and_says_nothing_more() -> None:
    with hanging() as port:
        client = smtplib.SMTP("127.0.0.1", port, timeout=0.2)
        with pytest.raises(smtplib.SMTPServerDisconnected):
            client.ehlo()
        client.close()
