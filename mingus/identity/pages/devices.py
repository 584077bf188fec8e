"""Where one is signed in: a section of the security page, and what its buttons do."""

from datetime import timedelta

from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from mingus.core import security, toasts
from mingus.core.db import transaction
from mingus.core.policy import about_credentials
from mingus.core.security import Principal, whoever
from mingus.core.step_up import stepped_up
from mingus.identity import service
from mingus.identity.pages.door import door
from mingus.identity.pages.security_page import section


@section("devices", place=70)
def devices(db: Session, who: Principal) -> object:
    """Every browser and program that is signed in as this person."""
    idle = timedelta(seconds=security.settings().session_idle_seconds)
    return service.devices_of(db, who, longest_idle=idle)


@door.post("/settings/security/devices/<device_id>/end")
@about_credentials
@stepped_up
def end_device(device_id: str) -> ResponseReturnValue:
    """Sign one of them out."""
    who = whoever()
    with transaction(who.household_id) as db:
        service.end_device(db, who, device_id)
    toasts.say("Signed out there.")
    return redirect(url_for("identity.security_settings", _anchor="devices"), code=303)


@door.post("/settings/security/devices/end-others")
@about_credentials
@stepped_up
def end_other_devices() -> ResponseReturnValue:
    """Sign all but this one out."""
    who = whoever()
    with transaction(who.household_id) as db:
        service.end_others(db, who)
    toasts.say("Signed out everywhere else.")
    return redirect(url_for("identity.security_settings", _anchor="devices"), code=303)
