"""docs/backup.md: what is promised about backups, as numbers that checks compare with."""

import re
from collections.abc import Mapping
from typing import Final

from mingus.checklist.documents import DocumentError
from mingus.checklist.looking import papers
from mingus.checklist.surroundings import Surroundings

PATH: Final = "docs/backup.md"
RTO: Final = "how long bringing it back may take (RTO)"


def policy(around: Surroundings) -> Mapping[str, str]:
    """The promises by name. Raises DocumentError without a table of them, Outdated when nobody reviewed it in time."""
    rows = papers.current(around, PATH).table("Policy", "what", "promise")
    return {row["what"]: row["promise"] for row in rows}


def hours(around: Surroundings, name: str) -> int:
    """A promise of hours, like `4 hours`. Raises DocumentError when it is none."""
    found = re.fullmatch(r"(\d+) hours?", policy(around).get(name, ""))
    if found is None:
        raise DocumentError(f"{PATH}: {name} is not a number of hours")
    return int(found[1])
