"""What happens with assessments, for the audit log: that one was taken, never what was answered or scored."""

from uuid import UUID

from mingus.core.happening import Event


class AssessmentTaken(Event):
    """A person finished an assessment, or made one their own that they had finished as a visitor."""

    person_id: UUID
    attempt_id: UUID
    slug: str


class AssessmentDeleted(Event):
    """A person deleted one of their results."""

    person_id: UUID
    attempt_id: UUID
    slug: str
