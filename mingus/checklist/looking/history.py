"""What git knows of when files changed."""

from datetime import UTC, datetime

from mingus.checklist.missing import Missing
from mingus.checklist.surroundings import Surroundings


def changed_at(around: Surroundings, *paths: str) -> datetime | None:
    """When the newest commit that touched one of the paths was made; None when none did.

    Missing without a repository, and where the history was cut off: its first commit would seem to have changed all.
    """
    if around.tree.git("rev-parse", "--is-shallow-repository").strip() != "false":
        raise Missing("no history: this clone is shallow; `git fetch --unshallow` brings the rest")
    said = around.tree.git("log", "-1", "--format=%ct", "--", *paths).strip()
    return datetime.fromtimestamp(int(said), UTC) if said else None


def age_days(around: Surroundings, *paths: str) -> int:
    """Whole days since one of the paths last changed. Missing when no commit holds them."""
    changed = changed_at(around, *paths)
    if changed is None:
        raise Missing(f"no history: no commit holds {', '.join(paths)} yet")
    return max(0, (around.now - changed).days)
