"""The head of a document: who owns it, when somebody last read it through, and until when that counts.

A Markdown page carries it as front matter between two lines `---`, an SQL file the same in comments (`-- ---`),
a YAML file under its key `head`.
"""

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from pydantic import Field, ValidationError, model_validator

from mingus.checklist.documents.reading import DocumentError, Paper, reason, yaml_of

FENCE: Final = "---"
_COMMENT: Final = re.compile(r"^-- ?", re.MULTILINE)
_DAYS: Final = re.compile(r"(\d{1,4})(?: days?)?")


class Head(Paper):
    """What every document says about itself."""

    owner: str
    """A role of docs/team.yaml."""
    reviewed_on: date = Field(alias="reviewed")
    expires_on: date = Field(alias="expires")
    """The last day the review counts. Written as a date, or as days after the review: `180 days`."""
    covers: tuple[str, ...] = ()
    """Paths of the tree this document describes: it is out of date when they change after its review."""
    alert: str = ""
    """The alert a runbook answers."""
    waits_for: str = ""
    """What has to be built before this document is of use."""

    @model_validator(mode="before")
    @classmethod
    def _days_are_a_date(cls, said: Any) -> Any:
        if not isinstance(said, dict) or not isinstance(said.get("reviewed"), date):
            return said
        days = _DAYS.fullmatch(str(said.get("expires")))
        return {**said, "expires": said["reviewed"] + timedelta(days=int(days[1]))} if days else said


def split(text: str, path: Path) -> tuple[Head, str, int]:
    """The head, what follows it, and the number of that first line. Raises DocumentError."""
    if path.suffix in {".yaml", ".yml"}:
        return _of_yaml(text, path), text, 1
    lines = text.splitlines(keepends=True)
    fence = f"-- {FENCE}" if path.suffix == ".sql" else FENCE
    fences = [number for number, line in enumerate(lines) if line.rstrip() == fence]
    if len(fences) < 2 or fences[0] != 0:
        raise DocumentError(f"{path}: has no head: owner, reviewed and expires between two lines {fence}")
    end = fences[1]
    inside = "".join(lines[1:end])
    said = yaml_of(_COMMENT.sub("", inside) if path.suffix == ".sql" else inside, path)
    return _head(said, path), "".join(lines[end + 1 :]), end + 2


def _of_yaml(text: str, path: Path) -> Head:
    said = yaml_of(text, path)
    if not isinstance(said, dict) or "head" not in said:
        raise DocumentError(f"{path}: has no head: owner, reviewed and expires under the key head")
    return _head(said["head"], path)


def _head(said: Any, path: Path) -> Head:
    try:
        return Head.model_validate(said)
    except ValidationError as error:
        raise DocumentError(f"{path}: the head is wrong: {reason(error)}") from None
