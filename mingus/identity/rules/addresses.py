"""E-mail addresses as people type them and as they compare."""

import unicodedata
from typing import Final

from mingus.core.errors import Refused

MAX_EMAIL_CHARACTERS: Final = 254  # RFC 5321: a path has 256 octets, two of them the angle brackets


def email_key(email: str) -> str:
    """What may exist only once: NFKC, small letters, the domain in its ASCII form. Raises Refused on a non-address."""
    from email_validator import EmailNotValidError, validate_email  # slow to load, and most requests have no address

    plain = unicodedata.normalize("NFKC", email).strip()
    if len(plain) > MAX_EMAIL_CHARACTERS:
        raise _not_an_address()
    try:
        parsed = validate_email(plain, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        raise _not_an_address() from None
    return f"{parsed.local_part.lower()}@{parsed.ascii_domain.lower()}"


def _not_an_address() -> Refused:
    message = "This does not look like an e-mail address."
    return Refused(message, fields={"email": message})
