"""What identity decides: who joins, who gets in and for how long, what people say about themselves."""

from mingus.identity.service import devices as devices  # listens to every sign-in
from mingus.identity.service import factors, households, invitations, members, operators, personal_tokens
from mingus.identity.service import known_devices as known_devices  # listens to every sign-in
from mingus.identity.service.activity import activity_of
from mingus.identity.service.choosing import Chooser, chooser
from mingus.identity.service.devices import devices_of, end_device, end_others
from mingus.identity.service.joining import join
from mingus.identity.service.people import (
    find,
    find_by_id,
    member,
    member_by_email,
    remember_hash,
    set_password,
    sign_out_everywhere,
)
from mingus.identity.service.profiles import change_names, change_profile, settings_of
from mingus.identity.service.refreshing import Renewed, begin_family, end_family, household_of, renew
from mingus.identity.service.registration import register
from mingus.identity.service.sessions import begin_session, end_session
from mingus.identity.service.stepping_up import password_hash_of, step_up

__all__ = [
    "Chooser",
    "Renewed",
    "activity_of",
    "begin_family",
    "begin_session",
    "change_names",
    "change_profile",
    "chooser",
    "devices_of",
    "end_device",
    "end_family",
    "end_others",
    "end_session",
    "factors",
    "find",
    "find_by_id",
    "household_of",
    "households",
    "invitations",
    "join",
    "member",
    "member_by_email",
    "members",
    "operators",
    "password_hash_of",
    "personal_tokens",
    "register",
    "remember_hash",
    "renew",
    "set_password",
    "settings_of",
    "sign_out_everywhere",
    "step_up",
]
