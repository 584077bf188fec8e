"""The security headers of answers: whether each is there and says what protects people."""

from collections.abc import Callable, Iterator, Mapping

from mingus.checklist.box import live
from mingus.checklist.looking import csp
from mingus.checklist.looking.answers import answers
from mingus.checklist.looking.http import Answer
from mingus.checklist.rules import Finding, judged
from mingus.checklist.surroundings import Surroundings

YEAR_SECONDS = 365 * 24 * 60 * 60
HSTS = "Strict-Transport-Security"
CSP = "Content-Security-Policy"
FRAMES = "X-Frame-Options"
SNIFFING = "X-Content-Type-Options"
PERMISSIONS = "Permissions-Policy"
ONE_OF: Mapping[str, frozenset[str]] = {
    "Referrer-Policy": frozenset({"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}),
    "Cross-Origin-Opener-Policy": frozenset({"same-origin"}),
    "Cross-Origin-Resource-Policy": frozenset({"same-origin", "same-site"}),
}
SWITCHED_OFF = ("camera", "geolocation", "microphone")
AGREES = {"DENY": ("'none'",), "SAMEORIGIN": ("'self'",)}

Faults = Callable[[Answer], Iterator[str]]


@live
def every_answer_carries_its_headers(around: Surroundings) -> Finding:
    """Pages, errors, redirects, files and health: each says all eight, and each says it rightly."""
    looked = answers(around)
    return judged(of_every(looked, all_faults), f"{len(looked)} kinds of answers carry all 8", answers=len(looked))


def of_every(looked: Mapping[str, Answer], faults: Faults) -> list[str]:
    """The faults of all answers, each told once, with the answers that have it."""
    found: dict[str, list[str]] = {}
    for name, answer in looked.items():
        for fault in faults(answer):
            found.setdefault(fault, []).append(name)
    return [f"{_listed(names, len(looked))}: {fault}" for fault, names in found.items()]


def all_faults(answer: Answer) -> Iterator[str]:
    """Everything that is wrong with the headers of one answer."""
    for faults in (hsts_faults, csp_faults, frame_faults, sniffing_faults, other_faults):
        yield from faults(answer)


def hsts_faults(answer: Answer) -> Iterator[str]:
    """A year at least, for all names below."""
    if amiss := _amiss(answer, HSTS):
        yield amiss
        return
    directives = hsts_of(answer.header(HSTS))
    age = directives.get("max-age", "")
    if not age.isdecimal() or int(age) < YEAR_SECONDS:
        yield f"{HSTS} holds for less than a year"
    if "includesubdomains" not in directives:
        yield f"{HSTS} lacks includeSubDomains"


def hsts_of(said: str) -> dict[str, str]:
    """Its directives, lower-case, without quotes."""
    pairs = (part.partition("=") for part in said.lower().split(";"))
    return {name.strip(): value.strip().strip('"') for name, _, value in pairs}


def csp_faults(answer: Answer) -> Iterator[str]:
    """None of what `csp.faults` knows."""
    yield from (f"{CSP}: {fault}" for fault in csp.faults(answer.header(CSP), answer.header("Reporting-Endpoints")))


def frame_faults(answer: Answer) -> Iterator[str]:
    """Nobody may show us in a frame, and old and new browsers are told the same."""
    said = answer.header(FRAMES).strip().upper()
    if amiss := _amiss(answer, FRAMES):
        yield amiss
    elif said not in AGREES:
        yield f"{FRAMES} is neither DENY nor SAMEORIGIN"
    elif csp.parsed(answer.header(CSP)).get("frame-ancestors") != AGREES[said]:
        yield f"{FRAMES} is {said}, and frame-ancestors says something else"


def sniffing_faults(answer: Answer) -> Iterator[str]:
    """No browser may guess what an answer is."""
    if amiss := _amiss(answer, SNIFFING):
        yield amiss
    elif answer.header(SNIFFING).strip().lower() != "nosniff":
        yield f"{SNIFFING} is not nosniff"


def other_faults(answer: Answer) -> Iterator[str]:
    """Referrer, openers, embedding, and what a page may use of a device."""
    for name, good in ONE_OF.items():
        said = answer.header(name).strip()
        if amiss := _amiss(answer, name):
            yield amiss
        elif said.lower() not in good:
            yield f"{name} is {said[:40]}"
    if amiss := _amiss(answer, PERMISSIONS):
        yield amiss
        return
    allowed = answer.header(PERMISSIONS).replace(" ", "").split(",")
    yield from (f"{PERMISSIONS} lets pages use {each}" for each in SWITCHED_OFF if f"{each}=()" not in allowed)


def _amiss(answer: Answer, name: str) -> str:
    """What is wrong with how often a header is there; nothing when it is there once, with a value."""
    values = answer.all(name)
    if len(values) > 1:
        return f"{name} is there {len(values)} times"
    return "" if values and values[0].strip() else f"{name} is missing"


def _listed(names: list[str], every: int) -> str:
    return f"all {every} answers" if len(names) == every else ", ".join(names)
