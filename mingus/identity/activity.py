"""The events of people and households in words, and those of the installation, which nobody's page shows."""

from mingus.core import events, system_events
from mingus.core.activity import tell

tell(events.PersonRegistered, "household", "joined Mingus", icon="user", audience="person")
tell(events.HouseholdCreated, "household", "started this household", icon="house")
tell(events.HouseholdChanged, "household", "changed the household’s name, time zone or currency", icon="house")
tell(events.ProfileChanged, "household", "changed your name", icon="user", audience="person")
tell(events.SignedIn, "security", "signed in", icon="log-out", audience="person")
tell(events.SignedOut, "security", "signed out", icon="log-out", audience="person")
tell(events.SignedOutEverywhere, "security", "signed out everywhere", icon="log-out", audience="person")
tell(
    events.RefreshTokenReused,
    "security",
    "had a sign-in ended, because its key was used twice: somebody may have copied it",
    icon="triangle-alert",
    audience="person",
)
tell(events.PasswordChanged, "security", "changed your password", icon="key-round", audience="person")
tell(events.SignInFailed, "security", "could not sign in", icon="triangle-alert", audience="nobody")
tell(events.DatabaseCleaned, "household", "cleaned the database", icon="database", audience="nobody")
tell(system_events.KeysRotated, "security", "renewed the keys", icon="key-round", audience="nobody")
