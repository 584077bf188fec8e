"""What is on record about vendors: the doctor asks none of them, it reads the newest evidence that names one.

A record is about a vendor when its figure `vendor` names it.
"""

from mingus.core import clock, evidence
from mingus.ops.doctor.finding import Finding, ok, problem, warning
from mingus.ops.doctor.patient import Patient

FIGURE = "vendor"
NAME = "Vendors"


def examine(patient: Patient) -> list[Finding]:
    """How each vendor answered when it was last asked."""
    store = evidence.of_home(patient.home, patient.environ)
    if not store.folder.is_dir():
        return [_no_record()]
    found = store.newest()
    faults = [each.fault for each in found if each.fault]
    if faults:
        return [problem(NAME, f"the records can't be trusted: {faults[0]}", "mingus evidence verify")]
    newest: dict[str, evidence.Record] = {}
    for each in found:
        if each.record and FIGURE in each.record.figures:
            newest.setdefault(str(each.record.figures[FIGURE]), each.record)
    return [_judged(name, record) for name, record in sorted(newest.items())] or [_no_record()]


def _no_record() -> Finding:
    return ok(NAME, "no vendor has been asked from here yet: there is no record")


def _judged(name: str, record: evidence.Record) -> Finding:
    when = f"{record.created_at:%Y-%m-%d %H:%M} UTC"
    again = f"mingus checklist run --id {record.id}"
    if not record.finished or record.exit_code:
        return problem(NAME, f"{name} did not answer as it should on {when}: {record.statement}", again)
    if record.expires_at < clock.now():
        return warning(NAME, f"{name} last answered on {when}, which is too long ago", again)
    return ok(NAME, f"{name} answered on {when}")
