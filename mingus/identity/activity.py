"""The events of people and households in words, and those of the installation, which nobody's page shows."""

from typing import Final

from mingus.core import (
    credential_events,
    events,
    factor_events,
    household_events,
    sign_in_events,
    system_events,
)
from mingus.core.activity import Facts, tell

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
tell(
    system_events.AccessOpened,
    "security",
    lambda facts: f"got leave to read this household for {facts.get('minutes', 60)} minutes",
    icon="eye",
)
tell(system_events.AccessEnded, "security", "ended a look into this household", icon="eye-off")
tell(system_events.OperatorMade, "security", "made somebody an operator", icon="shield-check", audience="nobody")
tell(system_events.OperatorEnded, "security", "ended an operator", icon="shield-check", audience="nobody")
tell(system_events.KeysRotated, "security", "renewed the keys", icon="key-round", audience="nobody")

tell(credential_events.EmailVerified, "security", "confirmed your e-mail address", icon="mail", audience="person")
tell(
    credential_events.EmailChangeAsked,
    "security",
    "asked to change your e-mail address",
    icon="mail",
    audience="person",
)
tell(credential_events.EmailChanged, "security", "changed your e-mail address", icon="mail", audience="person")
tell(
    credential_events.EmailChangeUndone,
    "security",
    "took your e-mail address of before back",
    icon="undo-2",
    audience="person",
)
tell(
    credential_events.PasswordResetAsked,
    "security",
    "was asked for a new password of yours",
    icon="key-round",
    audience="person",
)
tell(
    credential_events.NewDevice,
    "security",
    lambda facts: f"signed in somewhere new: {facts.get('browser') or 'a browser not seen before'}",
    icon="smartphone",
    audience="person",
)
tell(factor_events.SteppedUp, "security", "confirmed that it’s you", icon="shield-check", audience="person")
tell(
    factor_events.StepUpFailed,
    "security",
    "could not confirm that it’s you",
    icon="triangle-alert",
    audience="person",
)
tell(
    factor_events.FactorAdded,
    "security",
    lambda facts: f"added {_factor(facts)}",
    icon="smartphone",
    audience="person",
)
tell(
    factor_events.FactorRemoved,
    "security",
    lambda facts: f"removed {_factor(facts)}",
    icon="smartphone",
    audience="person",
)
tell(
    factor_events.SecondFactorFailed,
    "security",
    "saw the right password with a wrong second step: if that was not you, change your password",
    icon="triangle-alert",
    audience="person",
)
tell(factor_events.RecoveryCodesMade, "security", "made new recovery codes", icon="key-round", audience="person")
tell(factor_events.RecoveryCodeUsed, "security", "used a recovery code", icon="key-round", audience="person")
tell(factor_events.BrowserRemembered, "security", "let a browser skip the second step", icon="eye", audience="person")
tell(
    factor_events.BrowserForgotten,
    "security",
    "had browsers ask for the second step again",
    icon="eye-off",
    audience="person",
)

INVITED: Final = {
    "sent": "invited somebody",
    "sent again": "sent an invitation again",
    "withdrawn": "withdrew an invitation",
    "declined": "declined an invitation",
    "accepted": "accepted an invitation",
}


def _membership(facts: Facts) -> str:
    """Its words are deeds already (“joined as partner”); whatever is new and no deed is said plainly."""
    change = str(facts.get("change", ""))
    return change if change[:1].islower() else "changed who belongs to the household"


tell(household_events.MembershipChanged, "household", _membership, icon="users")
tell(
    household_events.InvitationChanged,
    "household",
    lambda facts: INVITED.get(str(facts.get("change")), "changed an invitation"),
    icon="mail",
)
tell(household_events.HouseholdEntered, "security", "went on in this household", icon="house", audience="person")
tell(sign_in_events.SignedOutElsewhere, "security", "signed out everywhere else", icon="log-out", audience="person")
tell(sign_in_events.PersonalTokenCreated, "security", "made a token for a program", icon="key-round", audience="person")
tell(sign_in_events.PersonalTokenRevoked, "security", "ended a token of a program", icon="key-round", audience="person")


def _factor(facts: Facts) -> str:
    factor = str(facts.get("factor"))
    lately = "every second factor that was added lately"
    known = {"app": "an authenticator app", "passkey": "a passkey", "all": "every second factor", "all since": lately}
    return known.get(factor, "a second factor")
