"""A letter as mail servers take it: headers and two bodies. Sent twice, it is the same mail, by its Message-ID."""

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import urlsplit
from uuid import UUID

from mingus.core.settings import Settings
from mingus.messaging.rendering import Letter

NAME = "Mingus"


def build(letter: Letter, mail_id: UUID, written_at: datetime, settings: Settings) -> EmailMessage:
    """The mail. EmailMessage itself refuses a header with a second line in it."""
    sender = sender_of(settings)
    made = EmailMessage(policy=SMTP)
    made["From"] = Address(NAME, addr_spec=sender)
    made["To"] = Address(addr_spec=letter.to)
    made["Subject"] = letter.subject
    made["Date"] = format_datetime(written_at)
    made["Message-ID"] = f"<{mail_id.hex}@{sender.rpartition('@')[2]}>"
    made["Auto-Submitted"] = "auto-generated"  # RFC 3834: no machine need answer
    if letter.unsubscribe:  # RFC 8058: the mail program asks the address itself, by POST and without a browser
        made["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
        made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    made.set_content(letter.text)
    made.add_alternative(letter.html, subtype="html")
    return made


def sender_of(settings: Settings) -> str:
    """MAIL_FROM, else an address at the name people reach Mingus by."""
    return settings.mail_from or f"mingus@{urlsplit(settings.public_url).hostname}"
