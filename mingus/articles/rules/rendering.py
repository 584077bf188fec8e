"""From an article's Markdown to HTML: CommonMark and tables, raw HTML off, citations as numbered marks.

markdown-it is loaded when something is drawn, which happens once a version and never while somebody reads.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

DRAWING: Final = 2
"""Raise it when HTML or links of sources would come out differently: articles are drawn anew by the next load."""
WORDS_A_MINUTE: Final = 220
CITATION: Final = re.compile(r"\[\^([A-Z]{2,8}-\d{1,4})\]")
_WORD: Final = re.compile(r"[^\W_]+(?:[’'.,-][^\W_]+)*")
_NOT_IN_ID: Final = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Heading:
    """A section's heading: `percent` of the text stands before it."""

    id: str
    text: str
    percent: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """A text as HTML, as plain words for search, with its sections, and what it cites in order of first mention."""

    html: str
    text: str
    outline: tuple[Heading, ...]
    cited: tuple[str, ...]

    @property
    def word_count(self) -> int:
        return len(words_of(self.text))

    @property
    def reading_minutes(self) -> int:
        return max(1, -(-self.word_count // WORDS_A_MINUTE))


def draw(body: str) -> Drawn:
    """`body` drawn. Whatever it says, the HTML holds nothing that runs."""
    drawer = _drawer()
    tokens = drawer.parse(body)
    blocks = [_said(token) for token in tokens if token.type == "inline"]
    length = sum(map(len, blocks)) or 1
    outline = _outline(tokens, length)
    env: dict[str, Any] = {"numbers": {}, "mentions": {}}
    html = drawer.renderer.render(tokens, drawer.options, env)
    return Drawn(html, "\n".join(blocks), outline, tuple(env["numbers"]))


def as_drawn(html: str) -> Markup:
    """HTML that `draw` made, for templates to show as it stands."""
    return Markup(html)  # noqa: S704  ours: raw HTML is off, addresses are checked, and tests try to break it


def words_of(text: str) -> list[str]:
    """The words of plain text; 401(k) and 1,250.50 are one each, or nearly."""
    return _WORD.findall(text)


@cache
def _drawer() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    drawer = MarkdownIt("commonmark", {"html": False, "typographer": True})
    drawer.enable(["table", "smartquotes"]).disable(["image", "html_inline", "html_block"])
    drawer.inline.ruler.before("link", "citation", _read_citation)
    for name, rule in {
        "citation": _citation,
        "table_open": _table_open,
        "table_close": _table_close,
        "th_open": _cell_open,
        "td_open": _cell_open,
        "link_open": _link_open,
    }.items():
        drawer.add_render_rule(name, rule)
    return drawer


def _read_citation(state: Any, silent: bool) -> bool:  # noqa: FBT001  markdown-it calls it so
    found = CITATION.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        state.push("citation", "", 0).content = found[1]
    state.pos = found.end()
    return True


def _citation(_renderer: Any, tokens: Sequence["Token"], index: int, _options: Any, env: Any) -> str:
    name = tokens[index].content
    number = env["numbers"].setdefault(name, len(env["numbers"]) + 1)
    mention = env["mentions"][name] = env["mentions"].get(name, 0) + 1
    back = f"cite-{number}" if mention == 1 else f"cite-{number}-{mention}"
    return f'<sup class="m-cite"><a id="{back}" href="#source-{number}" aria-label="Source {number}">{number}</a></sup>'


def _table_open(*_: Any) -> str:
    return '<div class="m-table-scroll" role="region" aria-label="Table" tabindex="0"><table class="m-table">'


def _table_close(*_: Any) -> str:
    return "</table></div>"


def _cell_open(_renderer: Any, tokens: Sequence["Token"], index: int, _options: Any, _env: Any) -> str:
    """Cells to the right by a class: a style of their own is what our policy stops."""
    token = tokens[index]
    is_right = "right" in str(token.attrGet("style") or "")
    return f'<{token.tag} class="m-cell-right">' if is_right else f"<{token.tag}>"


def _link_open(_renderer: Any, tokens: Sequence["Token"], index: int, _options: Any, _env: Any) -> str:
    address = str(tokens[index].attrGet("href") or "")
    outside = "" if address.startswith(("/", "#")) and not address.startswith("//") else ' rel="noopener external"'
    return f'<a href="{escape(address)}"{outside}>'


def _outline(tokens: Sequence["Token"], length: int) -> tuple[Heading, ...]:
    """Gives each heading its id, and says where in the text it stands."""
    found: list[Heading] = []
    before = 0
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            said = _said(tokens[index + 1])
            taken = {heading.id for heading in found}
            token.attrSet("id", _free_id(said, taken))
            if token.tag == "h2":
                found.append(Heading(str(token.attrGet("id")), said, before * 100 // length))
        if token.type == "inline":
            before += len(_said(token))
    return tuple(found)


def _free_id(said: str, taken: set[str]) -> str:
    """An address within the page: words of the heading, never one of the page's own ids."""
    plain = "s-" + (_NOT_IN_ID.sub("-", said.lower()).strip("-")[:60] or "section")
    number, free = 2, plain
    while free in taken:
        free, number = f"{plain}-{number}", number + 1
    return free


def _said(token: "Token") -> str:
    """The plain words of an inline token, without marks of citations."""
    parts = []
    for child in token.children or ():
        if child.type in {"text", "code_inline"}:
            parts.append(child.content)
        elif child.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
    return "".join(parts)


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, item or cell as plain words. `is_aside` when all of it is set in italics."""

    kind: str
    text: str
    links: tuple[str, ...]
    cited: tuple[str, ...]
    is_aside: bool


def blocks(body: str) -> list[Block]:
    """The text piece by piece, for who checks it. `kind` is the tag around it: h2, p, li, td …"""
    found, around = list[Block](), [""]
    for token in _drawer().parse(body):
        if token.type == "inline":
            found.append(_block(around[-1], token))
        elif token.nesting == 1:
            is_inside = token.type == "paragraph_open" and around[-1] in {"li", "blockquote"}
            around.append(around[-1] if is_inside else token.tag)
        elif token.nesting == -1:
            around.pop()
    return found


def _block(kind: str, token: "Token") -> Block:
    children = token.children or []
    links = [str(child.attrGet("href")) for child in children if child.type == "link_open"]
    cited = [child.content for child in children if child.type == "citation"]
    marks = [child.type for child in children if child.type != "text" or child.content]
    is_aside = len(marks) > 1 and marks[0] == "em_open" and marks[-1] == "em_close" and marks.count("em_open") == 1
    return Block(kind, _said(token), tuple(links), tuple(cited), is_aside)
