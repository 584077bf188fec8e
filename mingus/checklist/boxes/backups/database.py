"""15.1: copies of the database are made, kept, watched, and come back."""

from mingus.checklist.box import Box, part_of, static
from mingus.checklist.looking.backup_policy import PATH, RTO, hours, policy
from mingus.checklist.proof import digitalocean, proven
from mingus.checklist.rules import DEPLOYED, Finding, Kind, judged
from mingus.checklist.surroundings import Surroundings

RETENTION = "7 days, 4 weeks, 12 months"
MILLISECONDS = 3_600_000
BACKUPS = "GET /v2/databases/{database_cluster_uuid}/backups"


@part_of(Kind.EVIDENCE, needs="a record that says how long the restore took")
def it_came_back_in_time(around: Surroundings) -> Finding:
    """The newest recorded restore took no longer than docs/backup.md promises."""
    return came_back_in_time(around, "15.1.2")


def came_back_in_time(around: Surroundings, box_id: str) -> Finding:
    """Whether the newest record under this box took at most the hours that docs/backup.md promises."""
    took, promised = around.records.figures(box_id).get("duration_ms"), hours(around, RTO)
    if not isinstance(took, int):
        return judged(["the record does not say how long it took"], "")
    words = f"it took {took / MILLISECONDS:.2f} of {promised} hours"
    return judged([f"{words}, longer than promised"] if took > promised * MILLISECONDS else [], words, duration_ms=took)


@static
def retention_is_promised(around: Surroundings) -> Finding:
    """docs/backup.md keeps days, weeks and months, sealed, and elsewhere in another account."""
    promises = policy(around)
    found = promises.get("retention", "nothing")
    faults = [] if found == RETENTION else [f"{PATH} keeps {found}, not {RETENTION}"]
    faults += [] if "encrypted" in promises.get("sealed", "") else [f"{PATH} does not say that copies are encrypted"]
    faults += [] if "elsewhere" in promises.get("copies", "") else [f"{PATH} does not say where the other copy is"]
    return judged(faults, f"{PATH} keeps {found}, encrypted, one copy elsewhere")


BOXES = (
    Box(
        "15.1.1",
        "The host's daily copies of the database",
        rolls_up=("5.2.3",),
        passes="5.2.3 passes: newest copy at most 26 hours old, at least seven of them",
        fix="`mingus checklist fix 5.2.3`",
        stages=DEPLOYED,
    ),
    Box(
        "15.1.2",
        "A backup was brought back, and it was whole",
        all_of=(
            proven("15.1.2", "mingus backup drill", max_days=30, same_commit=False),
            it_came_back_in_time,
        ),
        passes="restored at most 30 days ago, equal in schema and sums, sealed fields open, in the time promised",
        fix="docs/runbooks/restore.md#rehearse, recorded with `mingus evidence run 15.1.2 -- …`.",
    ),
    Box(
        "15.1.3",
        "Copies are kept as long as promised, and no longer",
        all_of=(
            digitalocean(BACKUPS, "the host keeps seven days"),
            retention_is_promised,
            proven("15.1.3", "mingus backup list --check", max_days=7, same_commit=False),
        ),
        passes="seven days at the host; 7 days, 4 weeks and 12 months elsewhere, where nobody can remove them early",
        fix="docs/backup.md; copies elsewhere (`mingus backup`) are not built yet.",
        stages=DEPLOYED,
    ),
    Box(
        "15.1.4",
        "A missing copy wakes somebody",
        rolls_up=("13.3.4",),
        passes="13.3.4 passes: the age of the newest copy is watched, and 26 hours are an alert",
        fix="`mingus checklist fix 13.3.4`",
        stages=DEPLOYED,
    ),
)
