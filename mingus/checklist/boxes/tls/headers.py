"""7.2: what answers tell browsers to insist on and to refuse."""

import re
from collections.abc import Iterator

from mingus.checklist.box import Box, live, static
from mingus.checklist.looking import headers
from mingus.checklist.looking.answers import answers, in_the_open
from mingus.checklist.looking.http import Answer
from mingus.checklist.looking.stores import NoAnswer
from mingus.checklist.rules import DEPLOYED, Finding, judged, warned
from mingus.checklist.surroundings import Surroundings

OFFLINE_PAPERS = "mingus/checklist/"
MAILS = "/templates/mail/"  # programs that show mail take no other styles than those inside it
"""Reports for the disk, which carry their style with them and are never served."""
NEEDS_AN_EXCEPTION = {
    "a script of its own": re.compile(r"<script(?![^>]*\ssrc=)", re.IGNORECASE),
    "a style of its own": re.compile(r"<style\b", re.IGNORECASE),
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a handler in an attribute": re.compile(r"<[^>]*\s(?:on[a-z]+|hx-on[\w:-]*)\s*=", re.IGNORECASE),
    "an address that is a script": re.compile(r"""=\s*["']?\s*javascript:""", re.IGNORECASE),
    "values that are evaluated": re.compile(
        r"""\shx-(?:vals|headers|vars)\s*=\s*["']?\s*(?:js|javascript):""", re.IGNORECASE
    ),
}
EVALUATES = re.compile(r"\beval\(|\bnew Function\(")
TEXT_TYPES = {".js": "text/javascript", ".css": "text/css"}
CHARSET = re.compile(r"""charset=["']?utf-8["']?\s*(?:;|$)""", re.IGNORECASE)
STRUCTURED = ("application/json", "application/problem+json", "image/", "font/", "application/manifest+json")
"""Types that have no charset: JSON is always UTF-8."""


@live
def https_is_for_good(around: Surroundings) -> Finding:
    """Every answer over https says so for a year and all names below; none over http does."""
    looked, opened = answers(around), in_the_open(around)
    faults = headers.of_every(looked, headers.hsts_faults)
    faults += [f"http://{host} says {headers.HSTS}" for host, answer in opened.items() if answer.all(headers.HSTS)]
    if not faults and not all("preload" in headers.hsts_of(each.header(headers.HSTS)) for each in looked.values()):
        return warned(f"{headers.HSTS} lacks preload: a first visit can still be led astray", answers=len(looked))
    return judged(faults, f"{len(looked)} kinds of answers hold browsers to https", answers=len(looked))


@live
def only_our_own_scripts(around: Surroundings) -> Finding:
    """The policy of every answer lets nothing run but our files, and tells us of tries."""
    looked = answers(around)
    return judged(
        headers.of_every(looked, headers.csp_faults),
        f"{len(looked)} kinds of answers let only our own files run",
        answers=len(looked),
    )


@static
def no_page_needs_an_exception(around: Surroundings) -> Finding:
    """No template has a script, style or handler inside, and no script of ours evaluates text."""
    templates = [
        (path, text)
        for path, text in around.tree.texts("mingus/", endings=(".html",))
        if not path.startswith(OFFLINE_PAPERS) and MAILS not in path
    ]
    scripts = list(around.tree.texts("frontend/src/", endings=(".ts", ".js")))
    if not templates or not scripts:
        raise NoAnswer("there are no templates below mingus/ or no scripts below frontend/src/")
    faults = [fault for path, text in templates for fault in _exceptions(path, text)]
    faults += [f"{path} evaluates text" for path, text in scripts if EVALUATES.search(text)]
    return judged(faults, f"{len(templates)} templates and {len(scripts)} scripts", templates=len(templates))


@live
def nobody_frames_us(around: Surroundings) -> Finding:
    """Every answer refuses to be shown inside another site."""
    looked = answers(around)
    return judged(
        headers.of_every(looked, headers.frame_faults), f"{len(looked)} kinds of answers", answers=len(looked)
    )


@live
def no_browser_guesses(around: Surroundings) -> Finding:
    """Every answer says what it is, and that this is not to be doubted."""
    looked = answers(around)
    faults = headers.of_every(looked, lambda answer: iter([*headers.sniffing_faults(answer), *_type_faults(answer)]))
    return judged(faults, f"{len(looked)} kinds of answers say what they are", answers=len(looked))


def _exceptions(path: str, text: str) -> Iterator[str]:
    for what, shape in NEEDS_AN_EXCEPTION.items():
        for found in shape.finditer(text):
            yield f"{path}:{text.count(chr(10), 0, found.start()) + 1} has {what}"


def _type_faults(answer: Answer) -> Iterator[str]:
    said = answer.header("Content-Type").lower()
    kind = said.partition(";")[0].strip()
    ending = re.search(r"/assets/.*(\.\w+)$", answer.url)
    if not answer.body and not said:
        return
    if not kind:
        yield "Content-Type is missing"
    elif kind.startswith("text/") and not CHARSET.search(said):
        yield f"{kind} without charset utf-8"
    elif not kind.startswith(("text/", *STRUCTURED)):
        yield f"Content-Type is {kind[:40]}"
    if ending and TEXT_TYPES.get(ending[1], kind) != kind:
        yield f"a {ending[1]} file is served as {kind[:40]}"


BOXES = (
    Box(
        "7.2.1",
        "Browsers are held to https for a year and more",
        all_of=(https_is_for_good,),
        passes="max-age of a year or more, includeSubDomains, on every answer over https and on none over http",
        fix="mingus/core/edge.py says the header; see whether a proxy changes it, and whether PUBLIC_URL is https.",
        stages=DEPLOYED,
    ),
    Box(
        "7.2.2",
        "Pages run our own scripts and nothing else",
        all_of=(only_our_own_scripts, no_page_needs_an_exception),
        passes="nothing inline or evaluated, no wildcard, no frames, no foreign forms; violations are reported",
        fix="The policy stands in mingus/core/edge.py; move what a template has inline into frontend/.",
        stages=DEPLOYED,
    ),
    Box(
        "7.2.3",
        "No other site can show ours in a frame",
        all_of=(nobody_frames_us,),
        passes="X-Frame-Options DENY or SAMEORIGIN on every answer, and frame-ancestors says the same",
        fix="mingus/core/edge.py says the header; see whether a proxy takes it away.",
        stages=DEPLOYED,
    ),
    Box(
        "7.2.4",
        "No browser has to guess what an answer is",
        all_of=(no_browser_guesses,),
        passes="nosniff and a right Content-Type on every answer, with a charset where it is text",
        fix="Give the answer its Content-Type where it is made; mingus/core/edge.py says nosniff.",
        stages=DEPLOYED,
    ),
)
