"""What profile computes: pay days, how much is filled in, which step of the onboarding is next. Pure."""

from mingus.profile.rules.completion import counted, percentage
from mingus.profile.rules.onboarding import STEPS, Progress, Step, next_step, position, progress
from mingus.profile.rules.pay_calendar import PAYS_A_YEAR, PayCalendar, a_month, pay_days
from mingus.profile.rules.rates import basis_points, percent_text

__all__ = [
    "PAYS_A_YEAR",
    "STEPS",
    "PayCalendar",
    "Progress",
    "Step",
    "a_month",
    "basis_points",
    "counted",
    "next_step",
    "pay_days",
    "percent_text",
    "percentage",
    "position",
    "progress",
]
