"""What comes in and goes out around archives and leaving."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import StringConstraints

from mingus.core.fields import Incoming, Outgoing


class ArchiveView(Outgoing):
    id: UUID
    status: Literal["making", "ready", "failed"]
    size_bytes: int
    asked_at: datetime
    expires_at: datetime


class Goodbye(Incoming):
    """The person's own address, typed, so that nobody deletes an account by a slip."""

    email: Annotated[str, StringConstraints(min_length=1, max_length=254)]


class CertificateView(Outgoing):
    certificate: dict[str, Any]
