"""Results of a run that has one box in every state, for reports to tell."""

from mingus.checklist.box import Box, static
from mingus.checklist.boxes import every_box
from mingus.checklist.rules import Finding, State
from mingus.checklist.service import Result
from mingus.checklist.surroundings import Surroundings

IDS = {
    "1.1.1": State.PASS,
    "1.1.2": State.FAIL,
    "1.1.3": State.WARN,
    "2.1.1": State.UNKNOWN,
    "2.1.2": State.STALE,
    "2.1.3": State.WAIVED,
    "2.2.4": State.NOT_APPLICABLE,
}
DETAIL = "looked at <b>&'\"\x01 everything"


def every_state() -> list[Result]:
    """One result per state, in two sections; details hold what HTML, XML and terminals must not take literally."""
    boxes = {box.id: box for box in every_box()}
    return [result(boxes[box_id], state) for box_id, state in IDS.items()]


def result(box: Box, state: State, detail: str = DETAIL) -> Result:
    """What became of a box."""
    finding = Finding(state, detail, {"things": 3})

    @static
    def a_look(_: Surroundings) -> Finding:
        return finding

    return Result(box, finding, ((a_look, finding),), 0.25)
