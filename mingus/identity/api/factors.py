"""Second factors, for programs and the scripts of our pages."""

from uuid import UUID

from apiflask import APIBlueprint
from flask import Response
from flask.typing import ResponseReturnValue

from mingus.core.db import transaction
from mingus.core.errors import Refused
from mingus.core.policy import about_credentials
from mingus.core.security import member, signed_in
from mingus.core.step_up import stepped_up
from mingus.identity import factor_attempts
from mingus.identity.asking import site, who
from mingus.identity.rules import one_time_codes
from mingus.identity.schemas.second_factors import (
    AddedView,
    AppCode,
    AppSecretView,
    FactorsView,
    NewApp,
    NewPasskey,
    PasskeyOptionsView,
    RecoveryCodesView,
)
from mingus.identity.service import factors
from mingus.identity.service.factors.changing import Added

factors_door = APIBlueprint("identity_factors", __name__, url_prefix="/api/auth/factors", tag="Second factors")


@factors_door.get("")
@about_credentials
@signed_in(action="own account")
@factors_door.output(FactorsView)
def index() -> FactorsView:
    """Your apps, passkeys and remembered browsers, and how many recovery codes are left."""
    person = member()
    with transaction(person.household_id, read_only=True) as db:
        return factors.overview.of(db, person.person_id)


@factors_door.post("/apps")
@stepped_up
@factors_door.input(NewApp, location="json", arg_name="new")
@factors_door.output(AppSecretView, status_code=201)
def begin_app(new: NewApp) -> AppSecretView:
    """Begin to set up an authenticator app: its secret, shown once. It counts when a code of it comes back."""
    person = member()
    with transaction(person.household_id) as db:
        app_id = factors.apps.begin(db, person, new.name)
        secret = factors.apps.secret_to_set_up(db, person, app_id)
    return AppSecretView(id=app_id, secret=secret, otpauth_uri=one_time_codes.app_address(secret, who().email))


@factors_door.post("/apps/<uuid:app_id>/confirm")
@stepped_up
@factors_door.input(AppCode, location="json", arg_name="given")
@factors_door.output(AddedView)
def confirm_app(app_id: UUID, given: AppCode) -> AddedView:
    """Set up the app with the six digits it shows. The first factor brings recovery codes."""
    person = member()
    with transaction(person.household_id) as db:
        factors.apps.confirm(db, person, app_id, given.code)
        return _added(factors.changing.added(db, person, "app", app_id))


@factors_door.delete("/apps/<uuid:app_id>")
@stepped_up
@factors_door.output({}, status_code=204)
def remove_app(app_id: UUID) -> ResponseReturnValue:
    """Remove an authenticator app."""
    person = member()
    with transaction(person.household_id) as db:
        factors.changing.remove(db, person, "app", app_id)
    return Response(status=204)


@factors_door.post("/passkeys/options")
@stepped_up
@factors_door.output(PasskeyOptionsView)
def passkey_options() -> PasskeyOptionsView:
    """What a browser needs to make a passkey."""
    person = member()
    with transaction(person.household_id) as db:
        bound_to = factor_attempts.binding_of(who())
        return PasskeyOptionsView(options=factors.passkeys.ask_to_add(db, person, who().email, site(), bound_to))


@factors_door.post("/passkeys")
@stepped_up
@factors_door.input(NewPasskey, location="json", arg_name="new")
@factors_door.output(AddedView, status_code=201)
def add_passkey(new: NewPasskey) -> AddedView:
    """Keep the passkey that the browser has made. The first factor brings recovery codes."""
    person = member()
    with transaction(person.household_id) as db:
        passkey_id = factors.passkeys.add(db, person, new, site(), factor_attempts.binding_of(who()))
        return _added(factors.changing.added(db, person, "passkey", passkey_id))


@factors_door.delete("/passkeys/<uuid:passkey_id>")
@stepped_up
@factors_door.output({}, status_code=204)
def remove_passkey(passkey_id: UUID) -> ResponseReturnValue:
    """Remove a passkey."""
    person = member()
    with transaction(person.household_id) as db:
        factors.changing.remove(db, person, "passkey", passkey_id)
    return Response(status=204)


@factors_door.post("/recovery-codes")
@stepped_up
@factors_door.output(RecoveryCodesView, status_code=201)
def make_recovery_codes() -> RecoveryCodesView:
    """Ten new recovery codes, shown once; those before are worth nothing."""
    person = member()
    with transaction(person.household_id) as db:
        if not factors.has_second_factor(db, person.person_id):
            raise Refused("Recovery codes stand in for a second factor. Add one first.")
        return RecoveryCodesView(recovery_codes=factors.recovery.make(db, person))


@factors_door.delete("/remembered")
@stepped_up
@factors_door.output({}, status_code=204)
def forget_browsers() -> ResponseReturnValue:
    """Ask for a second factor again in every browser."""
    person = member()
    with transaction(person.household_id) as db:
        factors.remembered.forget(db, person)
    return Response(status=204)


@factors_door.delete("/remembered/<uuid:browser_id>")
@stepped_up
@factors_door.output({}, status_code=204)
def forget_browser(browser_id: UUID) -> ResponseReturnValue:
    """Ask for a second factor again in one browser."""
    person = member()
    with transaction(person.household_id) as db:
        factors.remembered.forget(db, person, browser_id)
    return Response(status=204)


def _added(added: Added) -> AddedView:
    return AddedView(id=added.factor_id, recovery_codes=list(added.recovery_codes))
