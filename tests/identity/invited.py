"""Invitations as a test follows them: sent by the service, and the link that the mail carries."""

import re

from mingus.core.db import transaction
from mingus.core.ids import new_id
from mingus.core.tenancy import Member
from mingus.identity import service
from mingus.identity.schemas.households import InvitationDraft
from tests.mailbox import letters

_LINK = re.compile(r"/invitation/([A-Za-z0-9_-]{43})")


def new_address() -> str:
    """One that nobody has."""
    return f"guest.{new_id().hex}@example.com"


class Post:
    """What was mailed to those who are invited."""

    def invite(self, owner: Member, email: str, role: str = "partner") -> str:
        """The token that reached `email`."""
        draft = InvitationDraft.model_validate({"email": email, "role": role})
        with transaction(owner.household_id) as db:
            service.invitations.invite(db, owner, draft)
        return self.token_to(email)

    def token_to(self, email: str) -> str:
        """The newest one."""
        return self.tokens_to(email)[-1]

    def tokens_to(self, email: str) -> list[str]:
        """One of each mail, oldest first."""
        return [found[1] for letter in letters(email) if (found := _LINK.search(letter.text))]
