"""The events of leaving and of the terms in words."""

from mingus.core import privacy_events
from mingus.core.activity import tell

tell(privacy_events.TermsAccepted, "household", "accepted the terms", icon="file-text", audience="person")
tell(privacy_events.MemberLeft, "household", "left the household", icon="users")
tell(privacy_events.HouseholdErased, "household", "deleted the household", icon="trash-2")
tell(privacy_events.HouseholdGone, "household", "deleted a household", icon="trash-2", audience="nobody")
tell(privacy_events.PersonErased, "household", "deleted a person", icon="trash-2", audience="nobody")
