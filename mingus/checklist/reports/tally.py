"""Results put together by section, with counts."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mingus.checklist import rules
from mingus.checklist.catalogue import SECTIONS, Group, Section
from mingus.checklist.rules import State
from mingus.checklist.service import Result

ORDER = (State.PASS, State.WARN, State.WAIVED, State.FAIL, State.STALE, State.UNKNOWN, State.NOT_APPLICABLE)


@dataclass(frozen=True)
class Chapter:
    """A section with the results of its boxes that were asked for."""

    section: Section
    results: tuple[Result, ...]

    @property
    def counts(self) -> dict[State, int]:
        return counts(self.results)

    @property
    def groups(self) -> Iterator[tuple[Group, State, list[Result]]]:
        """Every group with results, the state it rolls up to, and its results."""
        for group in self.section.groups:
            members = set(group.box_ids)
            found = [result for result in self.results if result.box.id in members]
            if found:
                yield group, rules.worst(result.state for result in found), found


def chapters(results: Sequence[Result]) -> list[Chapter]:
    """The sections that have results, in the specification's order."""
    found = (
        Chapter(section, tuple(result for result in results if result.box.id.partition(".")[0] == section.id))
        for section in SECTIONS
    )
    return [chapter for chapter in found if chapter.results]


def counts(results: Sequence[Result]) -> dict[State, int]:
    """How many results are in each state; states without any are left out."""
    counted = Counter(result.state for result in results)
    return {state: counted[state] for state in ORDER if counted[state]}


def exit_code(results: Sequence[Result]) -> int:
    """0 only when no blocker fails, is unknown, or stands on old evidence."""
    return 1 if any(result.holds_up for result in results) else 0
