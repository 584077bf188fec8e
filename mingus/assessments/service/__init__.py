"""What assessments decide. Every function takes the caller's transaction and never commits.

What edges call is in `desk`, which they load when first asked; the packages above ask for results alone.
"""

from mingus.assessments.service.reading import latest, readiness

__all__ = ["latest", "readiness"]
