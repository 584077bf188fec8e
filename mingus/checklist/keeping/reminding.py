"""The mail that says which evidence ends soon, in words for the person who has to renew it."""

from collections.abc import Mapping
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from mingus import messaging
from mingus.checklist.keeping.expiring import Due
from mingus.core.errors import ConfigurationError


def send(found: list[Due], environ: Mapping[str, str], *, to: str = "") -> str:
    """Mails what is due to `to`, else to OPERATOR_EMAIL; the address it went to, or "" when nothing is due.

    Raises ConfigurationError that names the setting that is missing, Unavailable when the server does not take it.
    """
    url, recipient = environ.get("SMTP_URL", ""), to or environ.get("OPERATOR_EMAIL", "")
    missing = [name for name, value in (("SMTP_URL", url), ("OPERATOR_EMAIL (or --to)", recipient)) if not value]
    if missing:
        raise ConfigurationError(f"No mail can be sent: {' and '.join(missing)} is not set.")
    if not found:
        return ""
    messaging.deliver(url, message(found, environ, recipient))
    return recipient


def message(found: list[Due], environ: Mapping[str, str], recipient: str) -> EmailMessage:
    """The mail. Raises ConfigurationError when an address is none."""
    where = environ.get("PUBLIC_URL") or "this Mingus"
    sender = environ.get("MAIL_FROM") or recipient
    made = EmailMessage()
    try:
        made["To"], made["From"] = recipient, sender
        _must_be_one(made["To"].addresses, made["From"].addresses)
    except (ValueError, IndexError):
        raise ConfigurationError("OPERATOR_EMAIL and MAIL_FROM must each be one e-mail address.") from None
    made["Subject"] = _subject(found)
    made["Date"] = formatdate(usegmt=True)
    made["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2].strip("> "))
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(_body(found, where))
    return made


def _must_be_one(*headers: tuple[object, ...]) -> None:
    for addresses in headers:
        if len(addresses) != 1 or not getattr(addresses[0], "domain", ""):
            raise ValueError


def _subject(found: list[Due]) -> str:
    first = found[0]
    rest = f" and {len(found) - 1} more" if len(found) > 1 else ""
    verb = "has ended" if first.days_left < 0 else "ends"
    return f"Evidence for {first.record.id}{rest} {verb} {first.when}"


def _body(found: list[Due], where: str) -> str:
    lines = ["Hello,", "", f"what {where} is checked by is growing old. Please renew it:", ""]
    for one in found:
        verb = "ended" if one.days_left < 0 else "ends"
        lines += [
            f"{one.record.id}  {one.title}".rstrip(),
            f"    {one.record.statement} ({one.record.kind} by {one.record.operator or 'nobody'})",
            f"    {verb} on {one.record.expires_at:%Y-%m-%d}, {one.when}",
            f"    {one.renewal}",
            "",
        ]
    return "\n".join([*lines, "`mingus checklist due` shows this list at any time.", "", "Mingus", ""])
