"""Where one is signed in, for programs."""

from datetime import timedelta

from apiflask import APIBlueprint
from flask import Response
from flask.typing import ResponseReturnValue

from mingus.core import security
from mingus.core.db import transaction
from mingus.core.policy import about_credentials
from mingus.core.security import signed_in, whoever
from mingus.core.step_up import stepped_up
from mingus.identity import service
from mingus.identity.schemas import DevicesView

devices_door = APIBlueprint("identity_devices", __name__, url_prefix="/api/auth/sessions", tag="Sign-in")


@devices_door.get("")
@about_credentials
@signed_in(action="own account")
@devices_door.output(DevicesView)
def index() -> DevicesView:
    """Every browser and program that is signed in as you."""
    who, idle = whoever(), timedelta(seconds=security.settings().session_idle_seconds)
    with transaction(who.household_id, read_only=True) as db:
        return DevicesView(items=service.devices_of(db, who, longest_idle=idle))


@devices_door.delete("/<device_id>")
@about_credentials
@stepped_up
@devices_door.output({}, status_code=204)
def end(device_id: str) -> ResponseReturnValue:
    """Sign one of them out."""
    who = whoever()
    with transaction(who.household_id) as db:
        service.end_device(db, who, device_id)
    return Response(status=204)


@devices_door.delete("/others")
@about_credentials
@stepped_up
@devices_door.output({}, status_code=204)
def end_others() -> ResponseReturnValue:
    """Sign all but this one out."""
    who = whoever()
    with transaction(who.household_id) as db:
        service.end_others(db, who)
    return Response(status=204)
