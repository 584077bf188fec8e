"""Who asks, and what their browser has kept for the second step of a sign-in. For edges only."""

from typing import Final
from uuid import UUID

from flask import request

from mingus.core import security
from mingus.core.errors import Unauthorized
from mingus.core.security import Principal
from mingus.identity.rules.sites import Site, site_of

PENDING: Final = "pending"
"""The cookie that binds the second step of a sign-in to the browser of the first."""
MAX_COOKIE_CHARACTERS: Final = 100


def who() -> Principal:
    """Whoever is signed in. Raises Unauthorized."""
    found = security.principal()
    if found is None:
        raise Unauthorized("Please sign in first.")
    return found


def site() -> Site:
    """What passkeys are bound to here."""
    return site_of(security.settings().public_url, request.host)


def cookie(name: str) -> str:
    """A cookie of ours; '' when there is none, or anything longer than we make."""
    kept = request.cookies.get(security.cookie_name(name), "")
    return kept if len(kept) <= MAX_COOKIE_CHARACTERS else ""


def remembered_by(person_id: UUID) -> str:
    """What this browser kept so as not to be asked for this person's second factor; '' when nothing."""
    return cookie(remembered_cookie(person_id))


def remembered_cookie(person_id: UUID) -> str:
    """The cookie's name: one for each person, because households share browsers."""
    return f"remembered-{person_id.hex[-8:]}"
