"""An article's text from the fields of a form, written as the release's files are: a head in YAML, then Markdown."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from mingus.articles.rules.rendering import CITATION

LINES: Final = ("slug", "title", "summary", "phase", "level")
LISTS: Final = ("prerequisites", "related")
CHOICES: Final = ("goal", "assessment")
_BETWEEN: Final = re.compile(r"[\s,;]+")
_WIDEST: Final = 10_000


def compose(said: Mapping[str, str], topics: Sequence[str], on: date) -> str:
    """The whole text. What was left empty is left out, so that whoever reads it says what is missing.

    Sources that nobody named are those the text cites, in the order in which it does.
    """
    head: dict[str, Any] = {name: " ".join(said[name].split()) for name in LINES if said[name].strip()}
    head |= {"topics": list(topics), "author": "Mingus", "published": on, "updated": on}
    head["sources"] = _names(said["sources"]) or list(dict.fromkeys(CITATION.findall(said["body"])))
    head["objectives"] = [" ".join(line.split()) for line in said["objectives"].splitlines() if line.strip()]
    head |= {name: _names(said[name]) for name in LISTS}
    head |= {name: said[name] for name in CHOICES if said[name]}
    return f"---\n{''.join(_line(name, value) for name, value in head.items())}---\n\n{said['body'].strip()}\n"


def _names(said: str) -> list[str]:
    return [name for name in _BETWEEN.split(said.strip()) if name]


def _line(name: str, value: Any) -> str:
    import yaml

    in_a_row = None if isinstance(value, list) and name != "objectives" else False
    return yaml.safe_dump({name: value}, allow_unicode=True, width=_WIDEST, default_flow_style=in_a_row)
