"""The report for people who sign off a release: one HTML file that prints well and carries its signature.

The signature stands in the last line and covers every byte before it, so that a changed word shows.
"""

import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from mingus.checklist.reports.tally import ORDER, chapters, counts
from mingus.checklist.rules import Stage, State
from mingus.checklist.service import Result
from mingus.core.errors import BadFile
from mingus.core.evidence import Keys

HERE = Path(__file__).parent
MAX_BYTES = 8 * 1024 * 1024
SIGNS = {
    State.PASS: "✓",
    State.WARN: "!",
    State.WAIVED: "~",
    State.FAIL: "✗",
    State.STALE: "↻",
    State.UNKNOWN: "?",
    State.NOT_APPLICABLE: "–",
}
BAR_WIDTH = 1000
BUILT = HERE.parents[1] / "static" / "dist"
FACES = {"Bricolage Grotesque": "bricolage-grotesque-*.woff2", "Figtree": "figtree-*.woff2"}
_LAST_LINE = re.compile(rb"<!-- signed by ([0-9a-f]{8,64}): ([0-9a-f]{128}) -->\n\Z")


@dataclass(frozen=True)
class Looked:
    """When, where and at what the results were found."""

    stage: Stage
    at: datetime
    commit: str
    host: str
    operator: str


def render(results: Sequence[Result], looked: Looked, keys: Keys) -> bytes:
    """The whole file."""
    templates = Environment(loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    templates.filters["with_code"] = with_code
    page = templates.get_template("paper.html").render(
        chapters=chapters(results),
        counts=counts(results),
        bar=_bar(results),
        looked=looked,
        signs=SIGNS,
        held=[result for result in results if result.holds_up],
        total=len(results),
        style=Markup(_fonts() + (HERE / "paper.css").read_text()),  # noqa: S704 - our own files, no stranger's words
    )
    content = page.encode() + b"\n"
    return content + f"<!-- signed by {keys.own_id}: {keys.sign(content)} -->\n".encode()


def with_code(words: str) -> Markup:
    """Words for people, escaped, with what stands in backticks as code."""
    parts = words.split("`")
    if len(parts) % 2 == 0:  # one of them has no partner
        return escape(words)
    return Markup("").join(Markup("<code>{}</code>").format(part) if n % 2 else part for n, part in enumerate(parts))


def signer(content: bytes, keys: Keys) -> str:
    """The id of the key that signed a report. Raises BadFile for one that was changed, cut, or signed by a stranger."""
    if len(content) > MAX_BYTES:
        raise BadFile("This is too large to be a report.")
    found = _LAST_LINE.search(content)
    if found is None:
        raise BadFile("This report has no signature at its end: it was cut, or is none of ours.")
    key_id = found[1].decode()
    if key_id not in keys.trusted or not keys.holds(key_id, content[: found.start()], found[2].decode()):
        raise BadFile(f"The signature does not fit: this report was changed, or key {key_id} is not trusted here.")
    return key_id


def _fonts() -> str:
    """The faces of the house, inside the file, where the front end is built; else the reader's own faces do."""
    found = ((family, next(BUILT.glob(pattern), None)) for family, pattern in FACES.items())
    return "".join(
        f'@font-face {{ font-family: "{family}"; font-weight: 200 900; '
        f'src: url("data:font/woff2;base64,{b64encode(path.read_bytes()).decode()}") format("woff2"); }}\n'
        for family, path in found
        if path
    )


def _bar(results: Sequence[Result]) -> list[tuple[str, float, float]]:
    """Name, beginning and width of every state's piece of a bar."""
    counted, pieces, at = counts(results), [], 0.0
    for state in ORDER:
        if state in counted and state is not State.NOT_APPLICABLE:
            asked = sum(number for each, number in counted.items() if each is not State.NOT_APPLICABLE)
            width = BAR_WIDTH * counted[state] / asked
            pieces.append((state.value, round(at, 2), round(width, 2)))
            at += width
    return pieces
