"""What is allowed and still worth a second look: said by `mingus config check`, refused by nobody."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Final

from mingus.core import settings
from mingus.core.settings import BY_NAME, STRICT, Fault, Found

ALIKE: Final = 0.9
_WORTH_HAVING: Final = {
    "METRICS_TOKEN": "is not set, so only programs of this machine can read /metrics",
    "SENTRY_DSN": "is not set, so nobody is told of unexpected errors",
    "SECURITY_CONTACT": "is not set, so whoever finds a hole does not know whom to tell",
}


def advise(environ: Mapping[str, str]) -> list[Fault]:
    """Names with what could be better about them; holds no value."""
    values = settings.gather(environ)
    strict = _of_production(values) if settings.environment_of(environ) in STRICT else ()
    return [*strict, *_misspelt(environ)]


def _of_production(values: Mapping[str, Found]) -> Iterator[Fault]:
    for name in ("DATABASE_URL", "DATABASE_DIRECT_URL"):
        if values[name].text and "sslmode=verify-full" not in values[name].text:
            yield Fault(name, "encrypts, and takes any server's word for who it is; sslmode=verify-full checks it")
    if values["STRIPE_SECRET_KEY"].text.startswith("sk_"):
        yield Fault("STRIPE_SECRET_KEY", "may do everything; a restricted key (rk_) may do what Mingus needs")
    for name, reason in _WORTH_HAVING.items():
        if not values[name].text:
            yield Fault(name, reason)


def _misspelt(environ: Mapping[str, str]) -> Iterator[Fault]:
    for name in sorted(environ):
        if name not in BY_NAME and (near := get_close_matches(name, BY_NAME, n=1, cutoff=ALIKE)):
            yield Fault(name, f"is no setting; did you mean {near[0]}?")
