"""Invitations as a test follows them: sent by the service, and the token that the mail carried."""

import pytest

from mingus.core.db import transaction
from mingus.core.tenancy import Member
from mingus.identity import service
from mingus.identity.schemas import InvitationDraft, InvitedView
from mingus.identity.service import invitation_mail


class Post:
    """What was mailed, newest last: addresses and links."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.sent: list[tuple[str, str]] = []
        monkeypatch.setattr(invitation_mail, "send", self._keep)

    def invite(self, owner: Member, email: str, role: str = "partner") -> str:
        """The token that reached `email`."""
        draft = InvitationDraft.model_validate({"email": email, "role": role})
        with transaction(owner.household_id) as db:
            service.invitations.invite(db, owner, draft, "https://mingus.example/")
        return self.token_to(email)

    def token_to(self, email: str) -> str:
        link = next(link for to, link in reversed(self.sent) if to == email)
        return link.rsplit("/", 1)[-1]

    def _keep(self, _db: object, invited: InvitedView, link: str) -> None:
        self.sent.append((invited.email, link))
