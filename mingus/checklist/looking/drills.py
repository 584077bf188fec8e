"""Records of drills whose time counts: a sound record alone is not enough when it took too long."""

from collections.abc import Callable

from mingus.checklist.box import Part
from mingus.checklist.looking.records import Wanted
from mingus.checklist.rules import EVERYWHERE, Finding, Kind, Stage, State, failed
from mingus.checklist.surroundings import Surroundings

MILLISECONDS = 60_000


def timed(
    box_id: str,
    minutes: Callable[[Surroundings], int],
    *,
    max_days: int,
    stages: frozenset[Stage] = EVERYWHERE,
) -> Part:
    """Holds with a sound record of at most `max_days` whose command ended within so many minutes."""
    command = f"mingus evidence run {box_id} --kind drill -- COMMAND"

    def a_drill_in_time(around: Surroundings) -> Finding:
        found = around.records.judged(box_id, Wanted(max_days), command)
        if found.state is not State.PASS:
            return found
        allowed = minutes(around)
        took = found.figures.get("duration_ms")
        if not isinstance(took, int) or isinstance(took, bool):
            return failed(f"the record of {box_id} does not say how long it took")
        if took > allowed * MILLISECONDS:
            return failed(f"the drill took {took / MILLISECONDS:.1f} minutes, more than {allowed}", duration_ms=took)
        return found

    return Part(Kind.EVIDENCE, a_drill_in_time, f"a record: `{command}`", stages)
