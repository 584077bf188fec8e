"""What people send about goals, and what they get back."""

from mingus.goals.schemas.answers import (
    ContributionAnswer,
    ContributionLine,
    ContributionList,
    FeasibilityAnswer,
    GoalAnswer,
    GoalDetail,
    GoalList,
)
from mingus.goals.schemas.incoming import ContributionDraft, GoalChange, GoalDraft, PageWanted
from mingus.goals.schemas.views import (
    Booked,
    ContributionPage,
    ContributionView,
    Detail,
    GoalMove,
    GoalView,
    Outlook,
    Overview,
)

__all__ = [
    "Booked",
    "ContributionAnswer",
    "ContributionDraft",
    "ContributionLine",
    "ContributionList",
    "ContributionPage",
    "ContributionView",
    "Detail",
    "FeasibilityAnswer",
    "GoalAnswer",
    "GoalChange",
    "GoalDetail",
    "GoalDraft",
    "GoalList",
    "GoalMove",
    "GoalView",
    "Outlook",
    "Overview",
    "PageWanted",
]
