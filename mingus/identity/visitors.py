"""Where the current request comes from, for limits, the list of devices and mails. For edges, and what they call."""

import hashlib
import secrets
from datetime import timedelta
from typing import Final

from flask import Response, after_this_request, g, has_request_context, request

from mingus.core import security
from mingus.core.networks import network_of
from mingus.identity import known_browsers
from mingus.identity.rules import browser_label, email_key
from mingus.identity.schemas import Machine, Visitor

COOKIE: Final = "device"
KEPT: Final = timedelta(days=365)
TOKEN_BYTES: Final = 32
MAX_CHARACTERS: Final = 100


def visitor() -> Visitor:
    """The network and the browser of this request, and the mark that `know_again` left there."""
    browser = browser_label(request.headers.get("User-Agent", ""))
    known = request.cookies.get(security.cookie_name(known_browsers.COOKIE), "")
    return Visitor(network_of(request.remote_addr), browser, known)


def know_again(email: str) -> None:
    """The right password for this address was typed here: let strangers' guesses not lock this browser out."""
    mark = known_browsers.mark(security.settings(), email_key(email))

    @after_this_request
    def keep(response: Response) -> Response:
        kept_seconds = int(known_browsers.KEPT.total_seconds())
        security.set_cookie(response, known_browsers.COOKIE, mark, max_age_seconds=kept_seconds)
        return response


def whoever_asks() -> Visitor | None:
    """The network and the browser of the request that is being answered; None outside of any."""
    return visitor() if has_request_context() else None


def device() -> Machine | None:
    """What somebody signs in with: a browser by a cookie that says nothing else, a program by where it runs."""
    if not has_request_context():
        return None
    who = visitor()
    sign = f"program|{who.network}|{who.browser}" if request.path.startswith("/api/") else _cookie()
    return Machine(hashlib.sha256(sign.encode()).digest(), who.browser)


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
