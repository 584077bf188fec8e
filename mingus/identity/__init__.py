"""People, households, sign-in, sessions, tokens."""

import click

from mingus.core import personal_data
from mingus.core import pruning as core_pruning
from mingus.identity import activity as activity  # puts its events into words
from mingus.identity import api, demonstration, models, pages, personal, pruning
from mingus.identity import jobs as jobs  # registers the daily forgetting
from mingus.identity.authentication import authenticate, session_row
from mingus.identity.pages.operators import runners_only
from mingus.identity.personal import forget_person, remove_member
from mingus.identity.rules import email_key
from mingus.identity.schemas import Names, SettingsView
from mingus.identity.schemas.households import HouseholdChanges, MemberView
from mingus.identity.service import change_names, find, household_of, member, member_by_email, settings_of
from mingus.identity.service.correspondents import Correspondent, correspondent, correspondents, time_zones
from mingus.identity.service.households import change as change_household
from mingus.identity.service.members import list_for as members_of

DOORS = (*pages.DOORS, *api.DOORS)

personal_data.register(personal.ENTRY)
core_pruning.of_all("sessions", pruning.sessions)
core_pruning.of_all("refresh tokens", pruning.refresh_tokens)
core_pruning.of_all("unfinished sign-ins", pruning.unfinished)
core_pruning.of_all("invitations", pruning.invitations)
core_pruning.of_all("former memberships", pruning.former_memberships)
core_pruning.of_all("links of mails", pruning.links)
core_pruning.of_all("known devices", pruning.devices)
core_pruning.of_all("personal tokens", pruning.personal_tokens)


def COMMANDS() -> list[click.Command]:  # noqa: N802  beside DOORS; a function, so that the web loads no command
    """The commands of this package."""
    from mingus.identity.cli import user

    return [user]


__all__ = [
    "DOORS",
    "Correspondent",
    "HouseholdChanges",
    "MemberView",
    "Names",
    "SettingsView",
    "authenticate",
    "change_household",
    "change_names",
    "correspondent",
    "correspondents",
    "demonstration",
    "email_key",
    "find",
    "forget_person",
    "household_of",
    "member",
    "member_by_email",
    "members_of",
    "models",
    "remove_member",
    "runners_only",
    "session_row",
    "settings_of",
    "time_zones",
]
