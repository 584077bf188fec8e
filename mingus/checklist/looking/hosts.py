"""What an installation is called on the web: the name in PUBLIC_URL and those beside it."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from mingus.checklist.looking.stores import NoAnswer
from mingus.checklist.surroundings import Surroundings

HTTPS_PORT = 443


@dataclass(frozen=True)
class Site:
    """The names people may try. `host` is the canonical one; `base` the one without www."""

    host: str
    port: int = HTTPS_PORT

    @property
    def base(self) -> str:
        return self.host.removeprefix("www.")

    @property
    def www(self) -> str:
        return f"www.{self.base}"

    @property
    def api(self) -> str:
        return f"api.{self.base}"

    @property
    def hosts(self) -> tuple[str, str, str]:
        """All three, the one without www first."""
        return self.base, self.www, self.api

    def url(self, path: str, host: str = "") -> str:
        """An address over https."""
        port = "" if self.port == HTTPS_PORT else f":{self.port}"
        return f"https://{host or self.host}{port}{path}"


def site(around: Surroundings) -> Site:
    """The site of PUBLIC_URL. Missing without it; raises NoAnswer for one that can't be reached over https."""
    try:
        parts = urlsplit(around.site)
        host, port = (parts.hostname or "").rstrip("."), parts.port or HTTPS_PORT
    except ValueError:
        raise NoAnswer("PUBLIC_URL is not an address of the web") from None
    if parts.scheme != "https" or "." not in host:
        raise NoAnswer(f"PUBLIC_URL is {around.site}, which is no https address of a site")
    return Site(host, port)
