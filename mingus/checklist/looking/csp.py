"""Reads a Content-Security-Policy as browsers do, and names what would let a stranger's script run. Pure."""

from collections.abc import Iterator, Mapping

Policy = Mapping[str, tuple[str, ...]]

NONE = ("'none'",)
KEYWORDS = ("self", "none", "unsafe-inline", "unsafe-eval", "strict-dynamic")
SCHEMES = ("http:", "https:", "data:", "blob:", "filesystem:", "ws:", "wss:")
MAY_BE_DATA = frozenset({"img-src", "font-src", "media-src"})
UNSAFE = ("'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'")
FETCHES = frozenset(
    {
        *("child-src", "connect-src", "default-src", "fenced-frame-src", "font-src", "frame-src", "img-src"),
        *("manifest-src", "media-src", "object-src", "script-src", "style-src", "worker-src"),
        *("script-src-elem", "script-src-attr", "style-src-elem", "style-src-attr"),
    }
)
OTHERS = frozenset(
    {
        *("base-uri", "form-action", "frame-ancestors", "report-to", "report-uri", "sandbox"),
        *("trusted-types", "require-trusted-types-for", "upgrade-insecure-requests"),
    }
)
SERVES_ANYTHING = ("cdn.jsdelivr.net", "unpkg.com", "cdnjs.cloudflare.com", "ajax.googleapis.com", "www.google.com")
"""Hosts from which anybody can have any script, so that allowing them allows everything."""


def parsed(text: str) -> Policy:
    """Directive → its sources. Of a directive said twice, the first counts."""
    policy: dict[str, tuple[str, ...]] = {}
    for part in text.split(";"):
        name, *sources = part.split() or [""]
        if name:
            policy.setdefault(name.lower(), tuple(_lowered(source) for source in sources))
    return policy


def faults(text: str, endpoints: str = "") -> list[str]:
    """What is wrong with a policy; `endpoints` is the Reporting-Endpoints header beside it."""
    if not text.strip():
        return ["there is no policy"]
    if "," in text:
        return ["there is more than one policy"]
    policy = parsed(text)
    return [*_misspelt(policy), *_too_wide(policy), *_lacking(policy), *_unheard(policy, endpoints)]


def _lowered(source: str) -> str:
    """Nonces and hashes keep their case, as do addresses, whose paths have one."""
    return source if source.startswith(("'nonce-", "'sha")) or "/" in source else source.lower()


def _misspelt(policy: Policy) -> Iterator[str]:
    for name, sources in policy.items():
        if name not in FETCHES | OTHERS:
            yield f"{name} is no directive"
        yield from (f"{name} says {source} without its quotes" for source in sources if source in KEYWORDS)
        yield from (f"{name} lacks a semicolon before {source}" for source in sources if source in FETCHES | OTHERS)


def _too_wide(policy: Policy) -> Iterator[str]:
    for name in (each for each in policy if each in FETCHES):
        for source in policy[name]:
            if source in UNSAFE:
                yield f"{name} allows {source}"
            elif source.startswith(("*", "http://")) or "//*" in source:
                yield f"{name} allows {source}, which is anybody"
            elif source in SCHEMES and not (source == "data:" and name in MAY_BE_DATA):
                yield f"{name} allows all of {source}"
            elif name in {"script-src", "script-src-elem", "default-src"} and _bare(source) in SERVES_ANYTHING:
                yield f"{name} allows {source}, which serves anybody's script"


def _bare(source: str) -> str:
    return source.removeprefix("https://").partition("/")[0].partition(":")[0]


def _lacking(policy: Policy) -> Iterator[str]:
    if "default-src" not in policy:
        yield "default-src is missing"
    if policy.get("object-src", policy.get("default-src")) != NONE:
        yield "object-src is not 'none'"
    if policy.get("base-uri") not in {NONE, ("'self'",)}:
        yield "base-uri is not 'none' or 'self'"
    if policy.get("frame-ancestors") != NONE:
        yield "frame-ancestors is not 'none'"
    if policy.get("form-action") not in {NONE, ("'self'",)}:
        yield "form-action is not 'self'"


def _unheard(policy: Policy, endpoints: str) -> Iterator[str]:
    """A group that `report-to` names but no endpoint has is as good as none."""
    if not (policy.get("report-uri") or policy.get("report-to")):
        yield "no report-uri and no report-to: nobody hears of violations"
    known = {endpoint.partition("=")[0].strip() for endpoint in endpoints.split(",")}
    unknown = [group for group in policy.get("report-to", ()) if group not in known]
    yield from (f"report-to names {group}, which Reporting-Endpoints does not" for group in unknown)
