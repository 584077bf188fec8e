"""What people send about themselves, their pay and their debts, and what they get back."""

from mingus.profile.schemas.answers import (
    DebtAnswer,
    DebtList,
    OnboardingAnswer,
    PayScheduleAnswer,
    PayScheduleList,
    ProfileAnswer,
    profile_answer,
)
from mingus.profile.schemas.incoming import (
    DebtChange,
    DebtDraft,
    FactsChange,
    Notifications,
    OnboardingChange,
    PayScheduleChange,
    PayScheduleDraft,
    PreferencesChange,
    ProfileChange,
)
from mingus.profile.schemas.views import DebtView, PayScheduleView, Preferences, ProfileView, Progress

__all__ = [
    "DebtAnswer",
    "DebtChange",
    "DebtDraft",
    "DebtList",
    "DebtView",
    "FactsChange",
    "Notifications",
    "OnboardingAnswer",
    "OnboardingChange",
    "PayScheduleAnswer",
    "PayScheduleChange",
    "PayScheduleDraft",
    "PayScheduleList",
    "PayScheduleView",
    "Preferences",
    "PreferencesChange",
    "ProfileAnswer",
    "ProfileChange",
    "ProfileView",
    "Progress",
    "profile_answer",
]
