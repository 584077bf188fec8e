"""The code blocks of a page, and how each wants to be treated.

The words after the fence say it: `sh run` (a test runs it in an empty folder), `sh dry-run` (its commands and their
options must exist), `sh example why="…"` (neither, and why). `console` is a transcript: what follows `$ ` is checked
like a dry run. `sql` and `yaml` must parse. Other languages, and none, are only shown.
"""

import re
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from mingus.checklist.documents.reading import DocumentError

Treatment = Literal["run", "dry-run", "example", "parse", "show"]
SHELLS: Final = frozenset({"sh", "bash", "shell"})
NOT_BUILT: Final = "not built yet"
_FENCE: Final = re.compile(r"^ {0,3}(`{3,}|~{3,})\s*([^`]*)$")


@dataclass(frozen=True)
class Block:
    """One code block. `line` is that of its fence; `why` says why an example is not tried."""

    language: str
    treatment: Treatment
    text: str
    line: int
    why: str = ""

    @property
    def is_promise(self) -> bool:
        """Whether it shows commands that do not exist yet; once they do, it must become a dry run."""
        return self.why.startswith(NOT_BUILT)


def blocks_of(body: str, path: Path, first_line: int = 1) -> tuple[Block, ...]:
    """Every code block of a Markdown text, in order. Raises DocumentError for one that says nothing usable."""
    found: list[Block] = []
    fence, info, start, inside = "", "", 0, list[str]()
    for line, text in enumerate(body.splitlines(), first_line):
        matched = _FENCE.match(text)
        if not fence and matched:
            fence, info, start, inside = matched[1], matched[2].strip(), line, []
        elif fence and matched and matched[1].startswith(fence) and not matched[2].strip():
            found.append(_block(info, "".join(inside), f"{path}:{start}", start))
            fence = ""
        elif fence:
            inside.append(text + "\n")
    if fence:
        raise DocumentError(f"{path}:{start}: this code block never ends")
    return tuple(found)


def _block(info: str, text: str, place: str, line: int) -> Block:
    try:
        language, *words = shlex.split(info) or [""]
    except ValueError:
        raise DocumentError(f"{place}: the words after the fence have an open quote") from None
    if language in SHELLS:
        treatment, why = _of_shell(words, place)
        return Block("sh", treatment, text, line, why)
    if words:
        raise DocumentError(f"{place}: {language} takes no words after it, and has: {' '.join(words)}")
    if language == "console":
        return Block(language, "dry-run", text, line)
    return Block(language, "parse" if language in {"sql", "yaml"} else "show", text, line)


def _of_shell(words: list[str], place: str) -> tuple[Treatment, str]:
    match words:
        case ["run"]:
            return "run", ""
        case ["dry-run"]:
            return "dry-run", ""
        case ["example", reason] if reason.startswith("why=") and reason.removeprefix("why=").strip():
            return "example", reason.removeprefix("why=").strip()
    raise DocumentError(f'{place}: say how to treat this: sh run, sh dry-run, or sh example why="…"')
