"""What people say about themselves, when they are paid, what they owe, and the first steps in which they say it.

`of` and `preferences` read a person's own rows: open the transaction with `person_id`.
"""

from mingus.core import pruning
from mingus.profile import activity as activity  # puts its events into words
from mingus.profile import api, models, pages, privacy
from mingus.profile.facts import FACTS
from mingus.profile.linking import use as use_accounts
from mingus.profile.rules import STEPS, PayCalendar, pay_days
from mingus.profile.schemas import (
    DebtDraft,
    FactsChange,
    Notifications,
    OnboardingChange,
    PayScheduleDraft,
    Preferences,
    PreferencesChange,
    ProfileView,
    Progress,
)
from mingus.profile.schemas import DebtView as Debt
from mingus.profile.schemas import PayScheduleView as PaySchedule
from mingus.profile.service.debts import create as add_debt
from mingus.profile.service.debts import debts
from mingus.profile.service.onboarding import change as note_onboarding
from mingus.profile.service.onboarding import progress as onboarding
from mingus.profile.service.onboarding import progress_asked as onboarding_asked
from mingus.profile.service.pay import create as add_pay_schedule
from mingus.profile.service.pay import pay_schedules
from mingus.profile.service.profiles import change, change_preferences, of, preferences
from mingus.profile.service.pruning import prune

DOORS = (*pages.DOORS, *api.DOORS)
privacy.register()
pruning.of_each_household("debts and pay schedules in the trash", prune)

__all__ = [
    "DOORS",
    "FACTS",
    "STEPS",
    "Debt",
    "DebtDraft",
    "FactsChange",
    "Notifications",
    "OnboardingChange",
    "PayCalendar",
    "PaySchedule",
    "PayScheduleDraft",
    "Preferences",
    "PreferencesChange",
    "ProfileView",
    "Progress",
    "add_debt",
    "add_pay_schedule",
    "change",
    "change_preferences",
    "debts",
    "models",
    "note_onboarding",
    "of",
    "onboarding",
    "onboarding_asked",
    "pay_days",
    "pay_schedules",
    "preferences",
    "use_accounts",
]
