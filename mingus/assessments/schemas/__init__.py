"""What people send about assessments, and what they get back."""

from mingus.assessments.schemas.views import ResultView

__all__ = ["ResultView"]
