"""Real signed records for checks to find: sound ones, and each kind of wrong one."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from mingus.checklist.looking.tree import Tree
from mingus.core import evidence
from mingus.core.evidence import Figure, Kind
from tests.checklist.conftest import NOW, ROOT

HEAD = Tree(ROOT).commit
OTHER_COMMIT = "0" * 40


def record(
    home: Path,
    box_id: str,
    *,
    kind: Kind = "test",
    exit_code: int | None = 0,
    at: datetime = NOW - timedelta(hours=1),
    valid_for: timedelta = timedelta(days=365),
    commit: str = HEAD,
    schema_head: str = "",
    figures: Mapping[str, Figure] | None = None,
    operator: str = "operator",
) -> evidence.Record:
    """Adds one record to the evidence of `home`, made at `at`. Records of one home must be made in their order."""
    store = evidence.Store(home / "evidence", evidence.Keys(home / "secrets"), now=lambda: at)
    return store.append(
        evidence.Draft(
            box_id,
            kind,
            f"A run for {box_id}.",
            valid_for,
            command=() if kind == "attestation" else ("true",),
            exit_code=None if kind == "attestation" else exit_code,
            figures=figures or {},
            commit=commit,
            schema_head=schema_head,
            operator=operator,
        )
    )


def tamper(home: Path, box_id: str) -> None:
    """Changes a word in the newest record of a box, as somebody would who wants it to say more."""
    newest = max((home / "evidence" / box_id).glob("*.json"))
    newest.write_text(newest.read_text().replace("A run for", "A fine run for"))
