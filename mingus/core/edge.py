"""Where a request came to and by what way: facts every answer depends on, known before any routing.

Also for answers that never reach Flask: the files of the front end.
"""

from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any, Final
from urllib.parse import urlsplit

from mingus.core.settings import Settings

LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "[::1]"})
PROBED: Final = ("/health", "/api/health", "/metrics")
DEFAULT_PORTS: Final = {"http": 80, "https": 443}
HSTS: Final = "max-age=63072000; includeSubDomains; preload"
CONTENT_SECURITY_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; object-src 'none'; "
    "form-action 'self'; frame-ancestors 'none'; report-uri /csp-report; report-to csp"
)
HEADERS: Final = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Reporting-Endpoints": 'csp="/csp-report"',
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}

Environ = dict[str, Any]


@dataclass(frozen=True)
class Edge:
    """What this installation is called, and how much it may believe of what a request says about its way."""

    secure: bool
    trusted_proxies: int
    own: frozenset[str]
    answers_loopback: bool

    @classmethod
    def of(cls, settings: Settings) -> "Edge":
        """The edge of an installation that people reach at PUBLIC_URL."""
        public = urlsplit(settings.public_url)
        host, usual = public.netloc.rpartition("@")[2].lower(), DEFAULT_PORTS.get(public.scheme)
        bare = host.removesuffix(f":{usual}")
        own = {bare, f"{bare}:{usual}"} if public.port in {None, usual} else {host}
        return cls(settings.secure, settings.trusted_proxies, frozenset(own), _name_of(host) in LOOPBACK)

    def knows(self, environ: Environ) -> bool:
        """Whether the Host header is ours. Probes of the platform may come by a bare IP address."""
        host = environ.get("HTTP_HOST", "").lower()
        if host in self.own:
            return True
        name = _name_of(host)
        if self.answers_loopback and name in LOOPBACK:
            return True
        return environ.get("PATH_INFO", "").startswith(PROBED) and (not name or name == "localhost" or _is_ip(name))

    def came_in_the_open(self, environ: Environ) -> bool:
        """Whether a proxy we trust says that the browser spoke plain http, where it should have been https."""
        if not (self.secure and self.trusted_proxies):
            return False
        said = environ.get("HTTP_X_FORWARDED_PROTO", "").split(",")
        return len(said) >= self.trusted_proxies and said[-self.trusted_proxies].strip() == "http"

    def headers(self) -> dict[str, str]:
        """What every answer over https says."""
        return {**HEADERS, "Strict-Transport-Security": HSTS} if self.secure else HEADERS


def _name_of(host: str) -> str:
    """The host without its port; an IPv6 address keeps its brackets."""
    name, colon, port = host.rpartition(":")
    return name if colon and port.isdigit() else host


def _is_ip(name: str) -> bool:
    try:
        ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True
