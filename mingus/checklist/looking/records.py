"""Records of runs and statements of people, and whether one is good enough today."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path

from mingus.checklist.looking.tree import Tree
from mingus.checklist.missing import Missing
from mingus.checklist.rules import Finding, State, failed
from mingus.core import evidence, migrate

STATES = {
    evidence.State.NONE: State.UNKNOWN,
    evidence.State.FAILED: State.FAIL,
    evidence.State.STALE: State.STALE,
    evidence.State.TAMPERED: State.FAIL,
    evidence.State.SOUND: State.PASS,
}


@dataclass(frozen=True)
class Wanted:
    """What a record must be to hold a box up."""

    max_days: int
    kind: str | None = None
    same_commit: bool = False
    same_schema: bool = False


@dataclass(frozen=True)
class Records:
    """The evidence of one home, judged against one tree at one moment."""

    home: Path
    environ: Mapping[str, str]
    tree: Tree
    now: datetime

    def judged(self, box_id: str, wanted: Wanted, command: str) -> Finding:
        """Whether the newest record of a box is what is wanted; `command` says how to make one."""
        if self._faults:
            return failed(f"the evidence can't be trusted: {self._faults[0]}", evidence_faults=len(self._faults))
        found = self._store.latest(box_id, wanted.kind)
        judgement = evidence.judge(
            found,
            now=self.now,
            max_age=timedelta(days=wanted.max_days),
            same_commit=wanted.same_commit,
            head=self._commit if wanted.same_commit else None,
            schema_head=migrate.head() if wanted.same_schema else None,
        )
        words = judgement.words
        if judgement.state is not evidence.State.SOUND:
            words = f"{words}; make it with `{command}`"
        return Finding(STATES[judgement.state], words, dict(found.record.figures) if found.record else {})

    def figures(self, box_id: str, kind: str | None = None) -> Mapping[str, evidence.Figure]:
        """What the newest record of a box measured. Missing without one."""
        found = self._store.latest(box_id, kind)
        if found.record is None:
            raise Missing("no evidence yet")
        return found.record.figures

    def signed_by(self, box_id: str, max_days: int) -> set[str]:
        """The members whose statement about a box is sound and at most so many days old."""
        found = list(self._store.records(box_id))
        max_age = timedelta(days=max_days)
        return {
            each.record.operator
            for each in found
            if each.record
            and each.record.kind == "attestation"
            and evidence.judge(each, now=self.now, max_age=max_age).state is evidence.State.SOUND
        }

    @cached_property
    def _store(self) -> evidence.Store:
        return evidence.of_home(self.home, self.environ)

    @cached_property
    def _faults(self) -> list[str]:
        """What is wrong with the chain as a whole: a record that was taken away shows nowhere else."""
        return [str(fault) for fault in self._store.verify()]

    @cached_property
    def _commit(self) -> str:
        try:
            return self.tree.commit
        except Missing:
            return ""
