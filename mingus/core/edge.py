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
API: Final = "/api/"
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
    host: str
    beside: frozenset[str] = frozenset()
    """The name with www where ours has none, or without it: whoever comes there is sent to `host`."""
    api: frozenset[str] = frozenset()
    """The name for programs, at which the API answers and nothing else."""

    @classmethod
    def of(cls, settings: Settings) -> "Edge":
        """The edge of an installation that people reach at PUBLIC_URL."""
        public = urlsplit(settings.public_url)
        host, usual = public.netloc.rpartition("@")[2].lower(), DEFAULT_PORTS.get(public.scheme)
        bare = host.removesuffix(f":{usual}")
        base = bare.removeprefix("www.")
        beside, api = {base, f"www.{base}"} - {bare}, {f"api.{base}"}
        if _is_ip(_name_of(bare)) or "." not in bare:
            beside = api = set()
        return cls(
            secure=settings.secure,
            trusted_proxies=settings.trusted_proxies,
            own=_spellings({bare}, usual),
            answers_loopback=_name_of(host) in LOOPBACK,
            host=bare,
            beside=_spellings(beside, usual),
            api=_spellings(api, usual),
        )

    def knows(self, environ: Environ) -> bool:
        """Whether the Host header is ours. Probes of the platform may come by a bare IP address."""
        host = environ.get("HTTP_HOST", "").lower()
        if host in self.own:
            return True
        if host in self.api:
            return bool(environ.get("PATH_INFO", "").startswith(API))
        name = _name_of(host)
        if self.answers_loopback and name in LOOPBACK:
            return True
        return environ.get("PATH_INFO", "").startswith(PROBED) and (not name or name == "localhost" or _is_ip(name))

    def is_beside(self, environ: Environ) -> bool:
        """Whether somebody came by the name beside ours."""
        return environ.get("HTTP_HOST", "").lower() in self.beside

    def is_for_programs(self, environ: Environ) -> bool:
        """Whether somebody came by the name at which only the API answers."""
        return environ.get("HTTP_HOST", "").lower() in self.api

    def came_in_the_open(self, environ: Environ) -> bool:
        """Whether a proxy we trust says that the browser spoke plain http, where it should have been https."""
        if not (self.secure and self.trusted_proxies):
            return False
        said = environ.get("HTTP_X_FORWARDED_PROTO", "").split(",")
        return len(said) >= self.trusted_proxies and said[-self.trusted_proxies].strip() == "http"

    def headers(self) -> dict[str, str]:
        """What every answer over https says."""
        return {**HEADERS, "Strict-Transport-Security": HSTS} if self.secure else HEADERS


def _spellings(hosts: set[str], usual: int | None) -> frozenset[str]:
    """As a Host header may say them: with the port too, where it is the usual one."""
    return frozenset(hosts | {f"{host}:{usual}" for host in hosts if _name_of(host) == host})


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
