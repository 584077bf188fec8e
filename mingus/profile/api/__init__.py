"""Profile's doors for programs."""

from mingus.profile.api.debts import debts_door
from mingus.profile.api.onboarding import onboarding_door
from mingus.profile.api.pay import pay_door
from mingus.profile.api.profile import profile_door

DOORS = (profile_door, onboarding_door, pay_door, debts_door)
