"""What passkeys are bound to: the name in the address bar, and the whole origin."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

LOCALHOST: Final = "localhost"
_LOOPBACK: Final = frozenset({"127.0.0.1", LOCALHOST, "::1"})


@dataclass(frozen=True)
class Site:
    """The name and the origin that a browser must have been at."""

    name: str
    origin: str


def site_of(public_url: str, host: str) -> Site:
    """The site that people reach at `public_url`, whatever the request (its `host`) says.

    On a machine of one's own that is localhost at whichever port; browsers make no passkeys for an address of numbers.
    """
    public = urlsplit(public_url)
    name = public.hostname or LOCALHOST
    if name not in _LOOPBACK:
        return Site(name, f"{public.scheme}://{public.netloc.rpartition('@')[2].lower()}")
    port = host.rpartition(":")[2]
    return Site(LOCALHOST, f"http://{LOCALHOST}:{port}" if port.isdigit() else f"http://{LOCALHOST}")
