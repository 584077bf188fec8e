"""Where the current request comes from, for limits and the list of devices. For edges only."""

from flask import Response, after_this_request, request

from mingus.core import security
from mingus.core.networks import network_of
from mingus.identity import known_browsers
from mingus.identity.rules import browser_label, email_key
from mingus.identity.schemas import Visitor


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
