"""Who a request comes from and where: for limits, devices, mails, passkeys. For edges, and what they call."""

import hashlib
import secrets
from datetime import timedelta
from typing import Final
from uuid import UUID

from flask import Response, g, has_request_context, request

from mingus.core import security
from mingus.core.errors import Unauthorized
from mingus.core.security import Principal
from mingus.identity.rules import browser_label, network_of
from mingus.identity.rules.sites import Site, site_of
from mingus.identity.schemas import Device, Visitor

COOKIE: Final = "device"
KEPT: Final = timedelta(days=365)
TOKEN_BYTES: Final = 32
MAX_CHARACTERS: Final = 100

PENDING: Final = "pending"
"""The cookie that binds the second step of a sign-in to the browser of the first."""
MAX_COOKIE_CHARACTERS: Final = 100


def visitor() -> Visitor:
    """The network and the browser of this request."""
    return Visitor(network_of(request.remote_addr), browser_label(request.headers.get("User-Agent", "")))


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


def who() -> Principal:
    """Whoever is signed in. Raises Unauthorized."""
    found = security.principal()
    if found is None:
        raise Unauthorized("Please sign in first.")
    return found


def whoever_asks() -> Visitor | None:
    """The network and the browser of the request that is being answered; None outside of any."""
    return visitor() if has_request_context() else None


def device() -> Device | None:
    """What somebody signs in with: a browser by a cookie that says nothing else, a program by where it runs."""
    if not has_request_context():
        return None
    who = visitor()
    sign = f"program|{who.network}|{who.browser}" if request.path.startswith("/api/") else _cookie()
    return Device(hashlib.sha256(sign.encode()).digest(), who.browser)


def keep_device(response: Response) -> Response:
    """Give a browser that has just signed in for the first time the cookie it is known by."""
    if fresh := g.get("new_device"):
        security.set_cookie(response, COOKIE, fresh, max_age_seconds=int(KEPT.total_seconds()))
    return response


def _cookie() -> str:
    known = request.cookies.get(security.cookie_name(COOKIE), "")
    if known and len(known) <= MAX_CHARACTERS:
        return known
    if "new_device" not in g:
        g.new_device = secrets.token_urlsafe(TOKEN_BYTES)
    return str(g.new_device)
