"""What comes in about advice, and how it is shown."""

from mingus.advice.schemas.answers import AdviceList, HealthAnswer, SuggestionAnswer
from mingus.advice.schemas.incoming import DecisionDraft
from mingus.advice.schemas.views import Article, Overview, Past, Suggestion

__all__ = [
    "AdviceList",
    "Article",
    "DecisionDraft",
    "HealthAnswer",
    "Overview",
    "Past",
    "Suggestion",
    "SuggestionAnswer",
]
