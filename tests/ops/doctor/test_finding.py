"""A part that is well needs nothing done; the others say what to do."""

from mingus.ops.doctor.finding import Finding, State, ok, problem, warning


def test_each_state_has_its_maker() -> None:
    assert ok("Disk", "fine") == Finding("Disk", State.OK, "fine", "")
    assert warning("Disk", "small", "make room soon") == Finding("Disk", State.WARNING, "small", "make room soon")
    assert problem("Disk", "full", "make room") == Finding("Disk", State.PROBLEM, "full", "make room")
