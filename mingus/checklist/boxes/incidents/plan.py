"""18.1: what is done when somebody has seen or changed what is not theirs."""

from datetime import timedelta

from mingus.checklist.box import Box, database, static
from mingus.checklist.documents import Document
from mingus.checklist.documents.tables import headings_of
from mingus.checklist.looking import chains, command_line, papers
from mingus.checklist.proof import attested, proven, unbuilt
from mingus.checklist.rules import DEPLOYED, IN_PRODUCTION, Finding, Kind, judged
from mingus.checklist.surroundings import Surroundings
from mingus.core.settings import SCHEMA

INCIDENT, ROTATION = "docs/runbooks/security-incident.md", "docs/runbooks/key-rotation.md"
STEPS = ("Detect", "Contain", "Keep the evidence", "Rotate all keys", "Mend", "Notify", "After")
LAWS = {"GDPR": "72 hours", "United States": "state"}
OUR_KEYS = ("SECRET_KEY", "JWT_SECRET_KEY", "FIELD_ENCRYPTION_KEY")
CHAINS = "ops.check_audit_chains"
LOOKED_WITHIN = timedelta(hours=2)
DRILLED_DAYS = 180


@static
def the_steps_stand_in_order(around: Surroundings) -> Finding:
    """Detect, contain, keep, rotate, mend, notify, after: in this order, with the laws' times and real commands."""
    page = papers.current(around, INCIDENT)
    headings = [heading.split(". ", 1)[-1] for heading in headings_of(page.body)]
    faults = [f"{INCIDENT} has no section {step}" for step in STEPS if step not in headings]
    if not faults and [heading for heading in headings if heading in STEPS] != list(STEPS):
        faults.append(f"{INCIDENT} has its sections in another order than {', '.join(STEPS)}")
    faults += _faults_of_laws(page)
    faults += command_line.faults_of(around, page)
    return judged(faults, f"{len(STEPS)} steps, the times of the law, {command_line.tried(page)} blocks of commands")


@static
def every_key_has_its_way_to_be_changed(around: Surroundings) -> Finding:
    """Each key of ours has a section that says how, and the commands there exist."""
    page = papers.current(around, ROTATION)
    headings = headings_of(page.body)
    keys = [setting.name for setting in SCHEMA if setting.secret and setting.name in OUR_KEYS]
    faults = [f"{ROTATION} does not say how to change {key}" for key in keys if key not in headings]
    faults += command_line.faults_of(around, page)
    return judged(faults, f"{len(keys)} keys have their way to be changed", keys=len(keys))


@database
def the_audit_log_was_looked_at(around: Surroundings) -> Finding:
    """The worker recomputed the chains within two hours."""
    return chains.ran_within(around, CHAINS, "the look at the audit log", LOOKED_WITHIN)


def _faults_of_laws(page: Document) -> list[str]:
    rows = page.table("6. Notify", "law", "until when") if "6. Notify" in page.tables else []
    said = {law: " ".join(" ".join(row.values()) for row in rows if row["law"].startswith(law)) for law in LAWS}
    return [f"{INCIDENT} does not say the {word} of {law}" for law, word in LAWS.items() if word not in said[law]]


BOXES = (
    Box(
        "18.1.1",
        "What to do in a security incident is written down",
        all_of=(the_steps_stand_in_order, every_key_has_its_way_to_be_changed),
        passes=f"{INCIDENT} has its seven steps and the times of the law; {ROTATION} has every key; all commands exist",
        fix="Mend the page that is named, read it through, set its day of review.",
        blocker=False,
    ),
    Box(
        "18.1.2",
        "Something watches for break-ins all the time",
        all_of=(
            unbuilt(Kind.CONFIGURATION, "detectors of odd sign-ins, new operators, refused webhooks and a honey row"),
            the_audit_log_was_looked_at,
        ),
        passes="detectors ran within 10 minutes; the audit log was recomputed within 2 hours",
        fix="`mingus doctor` tells whether the worker lives; docs/runbooks/worker-stuck.md if it does not.",
        blocker=False,
    ),
    Box(
        "18.1.3",
        "A security event wakes somebody",
        rolls_up=("16.2.4",),
        passes="16.2.4 passes",
        fix="`mingus checklist fix 16.2.4`",
        stages=DEPLOYED,
        blocker=False,
    ),
    Box(
        "18.1.4",
        "The plan was played through, at a table and for real",
        all_of=(
            proven("18.1.4", "COMMAND", max_days=DRILLED_DAYS, same_commit=False),
            attested("18.1.4", "we went through the plan together, each step with its time", days=DRILLED_DAYS),
        ),
        passes="within 180 days the field key was changed, all sessions ended, and the plan gone through with times",
        fix=f"Follow {INCIDENT} on a copy; `mingus evidence run 18.1.4 --kind drill -- COMMAND`, then attest it.",
        stages=IN_PRODUCTION,
        blocker=False,
    ),
)
