"""Identity's doors for programs."""

from mingus.identity.api.activity import activity_door
from mingus.identity.api.confirm import confirm_door
from mingus.identity.api.credentials import credentials_door
from mingus.identity.api.devices import devices_door
from mingus.identity.api.factors import factors_door
from mingus.identity.api.household import household_door
from mingus.identity.api.households import households_door, invitations_door
from mingus.identity.api.personal_tokens import tokens_door
from mingus.identity.api.second_step import second_door
from mingus.identity.api.sign_in import csrf_door, sign_in_door

DOORS = (
    *(sign_in_door, second_door, confirm_door, csrf_door, credentials_door, factors_door, devices_door),
    *(tokens_door, activity_door, household_door, households_door, invitations_door),
)
