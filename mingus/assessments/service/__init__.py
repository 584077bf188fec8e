"""What assessments decide. Every function takes the caller's transaction and never commits."""

from mingus.assessments.service.reading import latest, readiness

__all__ = ["latest", "readiness"]
