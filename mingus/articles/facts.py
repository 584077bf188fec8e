"""The facts that articles may cite: `sources.csv`, each read in its publisher's text or in a report of it."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

FILE: Final = Path(__file__).with_name("sources.csv")
PRIMARY: Final = "seen-in-primary"
MIRRORS: Final = frozenset(
    {
        *("arxivlens.com", "casetext.com", "doksi.net", "imdiversity.com", "info.5y1.org", "ncrc.flywheelsites.com"),
        "omb.report",
    }
)
"""Where a publisher's own text was read in a copy that somebody else keeps."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One row: what is said, who made the figure, where it was read, and the limits that travel with it."""

    id: str
    statement: str
    figure: str
    year: str
    publisher: str
    document: str
    address: str
    confidence: str
    limits: str

    @property
    def link(self) -> str:
        """Where a reader can check it with its publisher; '' where a report or a stranger's copy was read."""
        is_its_own = self.confidence == PRIMARY and urlsplit(self.address).hostname not in MIRRORS
        return self.address if is_its_own and self.address.startswith(("https://", "http://")) else ""


@cache
def known() -> Mapping[str, Fact]:
    """Every fact by its id."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return {row["id"]: _fact(row) for row in csv.DictReader(file)}


def _fact(row: Mapping[str, str]) -> Fact:
    return Fact(
        id=row["id"],
        statement=row["statement"],
        figure=row["figure"],
        year=row["year"],
        publisher=row["publisher"],
        document=row["document"],
        address=row["address"],
        confidence=row["confidence"],
        limits=row["quote_locator"],
    )
