"""What is on record about vendors: the doctor asks none of them, it reads the newest evidence that names one.

A record is about a vendor when its figure `vendor` names it.
"""

from mingus.core import clock, evidence, settings
from mingus.core.settings.groups.vendors import Vendors
from mingus.core.settings.loading import ENVIRONMENT
from mingus.ops.doctor.finding import Finding, ok, problem, warning
from mingus.ops.doctor.patient import Patient

FIGURE = "vendor"
NAME = "Vendors"


def examine(patient: Patient) -> list[Finding]:
    """How each vendor answered when it was last asked."""
    store = evidence.of_home(patient.home, patient.environ)
    found = store.newest() if store.folder.is_dir() else []
    faults = [each.fault for each in found if each.fault]
    if faults:
        return [problem(NAME, f"the records can't be trusted: {faults[0]}", "mingus evidence verify")]
    newest: dict[str, evidence.Record] = {}
    for each in found:
        if each.record and FIGURE in each.record.figures:
            newest.setdefault(str(each.record.figures[FIGURE]), each.record)
    unknown = sorted(_with_keys(patient) - newest.keys())
    told = [_judged(name, record) for name, record in sorted(newest.items())]
    return [*told, *_without_record(unknown)] or [ok(NAME, "none is in use: no key is set, and there is no record")]


def _with_keys(patient: Patient) -> set[str]:
    """The vendors of whom a key is set here: STRIPE_SECRET_KEY is Stripe's."""
    found = settings.gather(patient.variables)
    names = (name.upper() for name in Vendors.model_fields)
    return {name.split("_")[0].title() for name in names if found[name].source == ENVIRONMENT}


def _without_record(names: list[str]) -> list[Finding]:
    if not names:
        return []
    said = f"keys of {', '.join(names)} are set, and there is no record that they were ever taken"
    return [warning(NAME, said, "mingus checklist run")]


def _judged(name: str, record: evidence.Record) -> Finding:
    when = f"{record.created_at:%Y-%m-%d %H:%M} UTC"
    again = f"mingus checklist run --id {record.id}"
    if not record.finished or record.exit_code:
        return problem(NAME, f"{name} did not answer as it should on {when}: {record.statement}", again)
    if record.expires_at < clock.now():
        return warning(NAME, f"{name} last answered on {when}, which is too long ago", again)
    return ok(NAME, f"{name} answered on {when}")
