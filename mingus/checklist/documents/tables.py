"""Tables and headings of a Markdown page, as plain text."""

import re
from itertools import takewhile
from typing import Final

Table = list[dict[str, str]]

_HEADING: Final = re.compile(r"^#{1,6} +(.+?)\s*#*$")
_RULE: Final = re.compile(r"^\|(\s*:?-+:?\s*\|)+$")
_BAR: Final = re.compile(r"(?<!\\)\|")
_FENCE: Final = re.compile(r"^ {0,3}(```|~~~)")


def title_of(body: str) -> str:
    """The first heading; '' when there is none."""
    return next((matched[1] for line in _outside_code(body) if (matched := _HEADING.match(line))), "")


def comment_of(body: str) -> str:
    """The first sentence of the comment that a YAML or SQL file begins with; '' when there is none."""
    lines = [line for line in body.splitlines() if line.strip()]
    said = " ".join(line.lstrip("#- ") for line in takewhile(lambda line: line.startswith(("#", "--")), lines))
    return re.split(r"[.:;](?: |$)", said)[0]


def headings_of(body: str) -> list[str]:
    """Every heading, in order."""
    return [matched[1] for line in _outside_code(body) if (matched := _HEADING.match(line))]


def tables_of(body: str) -> dict[str, Table]:
    """The first table under each heading: a row is its cells by the name of their column."""
    found: dict[str, Table] = {}
    heading, names, rows = "", list[str](), Table()
    lines = [*_outside_code(body), ""]
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if matched := _HEADING.match(line):
            heading = matched[1]
        elif not names and line.startswith("|") and _RULE.match(following.strip()):
            names, rows = _cells(line), []
        elif names and line.startswith("|") and not _RULE.match(line.strip()):
            rows.append(dict(zip(names, _cells(line), strict=False)))
        elif names and not line.startswith("|"):
            found.setdefault(heading, rows)
            names = []
    return found


def link_of(cell: str) -> tuple[str, str]:
    """Words and target of the link in a cell; the cell itself and '' when there is none."""
    matched = re.search(r"\[([^\]]+)\]\(([^)\s]+)\)", cell)
    return (matched[1], matched[2]) if matched else (cell, "")


def _cells(line: str) -> list[str]:
    return [cell.strip().replace("\\|", "|") for cell in _BAR.split(line.strip())[1:-1]]


def _outside_code(body: str) -> list[str]:
    """The lines that stand in no code block."""
    kept, inside = list[str](), False
    for line in body.splitlines():
        if _FENCE.match(line):
            inside = not inside
        elif not inside:
            kept.append(line)
    return kept
