"""Profile's doors for people."""

from mingus.profile.pages.debts import debts_pages
from mingus.profile.pages.onboarding import onboarding_pages
from mingus.profile.pages.pay import pay_pages
from mingus.profile.pages.preferences import preferences_pages
from mingus.profile.pages.profile import profile_pages

DOORS = (profile_pages, onboarding_pages, pay_pages, debts_pages, preferences_pages)
