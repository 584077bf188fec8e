"""Where the current request comes from, for limits and the list of devices. For edges only."""

from flask import request

from mingus.core.networks import network_of
from mingus.identity.rules import browser_label
from mingus.identity.schemas import Visitor


def visitor() -> Visitor:
    """The network and the browser of this request."""
    return Visitor(network_of(request.remote_addr), browser_label(request.headers.get("User-Agent", "")))
