"""What is watched: the alerts with their runbooks, and the saved queries over the log."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mingus.checklist.documents.document import Document, read
from mingus.checklist.documents.reading import DocumentError
from mingus.checklist.documents.tables import link_of

MONITORING: Final = "docs/monitoring.md"
RUNBOOKS: Final = "docs/runbooks"
QUERIES: Final = "docs/queries"
TABLE: Final = "log_lines"
_COMMENT: Final = re.compile(r"--[^\n]*")
_TEXT: Final = re.compile(r"'(?:[^']|'')*'")


@dataclass(frozen=True)
class Alert:
    """One alert. `rules` are the names its rule has at DigitalOcean, none where nothing there can send it."""

    name: str
    fires_when: str
    severity: str
    sent_by: str
    rules: tuple[str, ...]
    runbook: Path


@dataclass(frozen=True)
class LogQuery:
    """A saved query: one SELECT over `log_lines(line jsonb)`, a row for each line of the log."""

    name: str
    document: Document
    statement: str


def alerts(root: Path) -> list[Alert]:
    """Every alert of docs/monitoring.md. Raises DocumentError when the table has not its form."""
    page = read(root / MONITORING)
    rows = page.table("Alerts", "alert", "fires when", "severity", "sent by", "rule at DigitalOcean", "runbook")
    return [
        Alert(
            name=row["alert"].strip("`"),
            fires_when=row["fires when"],
            severity=row["severity"],
            sent_by=row["sent by"],
            rules=tuple(re.findall(r"`([^`]+)`", row["rule at DigitalOcean"])),
            runbook=(page.path.parent / link_of(row["runbook"])[1]).resolve(),
        )
        for row in rows
    ]


def runbooks(root: Path) -> list[Document]:
    """Every runbook. Raises DocumentError for the first that can't be read."""
    return [read(path) for path in sorted((root / RUNBOOKS).glob("*.md"))]


def queries(root: Path) -> list[LogQuery]:
    """Every saved query. Raises DocumentError for one that is not one SELECT over `log_lines`."""
    return [_query(path) for path in sorted((root / QUERIES).glob("*.sql"))]


def _query(path: Path) -> LogQuery:
    document = read(path)
    statement = document.body.strip().removesuffix(";").strip()
    bare = _TEXT.sub("''", _COMMENT.sub("", statement)).strip()
    if not re.match(r"(select|with)\b", bare, re.IGNORECASE):
        raise DocumentError(f"{path}: a query begins with SELECT or WITH")
    if ";" in bare:
        raise DocumentError(f"{path}: a query is one statement")
    if not re.search(rf"\b{TABLE}\b", bare):
        raise DocumentError(f"{path}: a query reads {TABLE}")
    return LogQuery(path.stem, document, statement)
