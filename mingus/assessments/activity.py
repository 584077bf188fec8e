"""The events of assessments in words. What somebody asks themself is their own: nobody else sees it."""

from mingus.core import assessment_events as events
from mingus.core.activity import tell

tell(
    events.AssessmentTaken,
    "household",
    "took an assessment",
    icon="badge-check",
    audience="person",
    link="/assessments/results/{attempt_id}",
)
tell(events.AssessmentDeleted, "household", "deleted a result of an assessment", icon="badge-check", audience="person")
