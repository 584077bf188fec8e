"""What Mingus can do with profiles, pay and debts. Every function takes the caller's transaction and never commits."""

from mingus.profile.service import debts, onboarding, pay, profiles

__all__ = ["debts", "onboarding", "pay", "profiles"]
