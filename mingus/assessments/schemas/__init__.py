"""What people send about assessments, and what they get back."""

from mingus.assessments.schemas.incoming import AnswerForm, AnswersDraft, HistoryWanted, Nothing
from mingus.assessments.schemas.views import Offer, Place, Report, ResultView

__all__ = [
    "AnswerForm",
    "AnswersDraft",
    "HistoryWanted",
    "Nothing",
    "Offer",
    "Place",
    "Report",
    "ResultView",
]
