"""One-time links: how long each is good, and what must not have changed until it is used."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final


class Purpose(StrEnum):
    """What a link does."""

    VERIFY_EMAIL = "verify_email"
    RESET_PASSWORD = "reset_password"  # noqa: S105  a purpose, not a secret
    CHANGE_EMAIL = "change_email"
    UNDO_EMAIL_CHANGE = "undo_email_change"

    @property
    def path(self) -> str:
        """Where the link leads: '/reset-password'."""
        return f"/{self.value.replace('_', '-')}"


LASTS: Final = {
    Purpose.VERIFY_EMAIL: timedelta(hours=24),
    Purpose.RESET_PASSWORD: timedelta(minutes=30),
    Purpose.CHANGE_EMAIL: timedelta(hours=24),
    Purpose.UNDO_EMAIL_CHANGE: timedelta(days=7),
}


@dataclass(frozen=True)
class Standing:
    """What a person signs in with at one moment."""

    email_key: str
    session_version: int
    password_hash: str


def binding(purpose: Purpose, standing: Standing) -> bytes:
    """A hash that is another as soon as the link must not work any more.

    The way back after an e-mail change depends on nothing: whoever stole the account may have changed everything.
    """
    facts = {
        Purpose.VERIFY_EMAIL: [standing.email_key],
        Purpose.RESET_PASSWORD: [standing.email_key, str(standing.session_version), standing.password_hash],
        Purpose.CHANGE_EMAIL: [standing.email_key, str(standing.session_version)],
        Purpose.UNDO_EMAIL_CHANGE: [],
    }[purpose]
    return hashlib.sha256("\n".join([purpose, *facts]).encode()).digest()
