"""The profile, for programs."""

from apiflask import APIBlueprint

from mingus.core.db import transaction
from mingus.core.security import member, signed_in
from mingus.identity import service
from mingus.identity.schemas import Names, ProfileView, SettingsView

profile_door = APIBlueprint("identity_profile", __name__, url_prefix="/api/user", tag="Profile")


@profile_door.get("/profile")
@signed_in(action="own account")
@profile_door.output(ProfileView)
def show() -> ProfileView:
    """Who you are, and how much of your profile is filled in."""
    who = member()
    with transaction(who.household_id, read_only=True) as db:
        return _profile(service.settings_of(db, who))


@profile_door.patch("/profile")
@signed_in(action="own account")
@profile_door.input(Names, location="json", arg_name="names")
@profile_door.output(ProfileView)
def change(names: Names) -> ProfileView:
    """Change your names; what is left out stays."""
    who = member()
    with transaction(who.household_id) as db:
        return _profile(service.change_names(db, who, names))


def _profile(settings: SettingsView) -> ProfileView:
    return ProfileView.model_validate(settings.model_dump(include=set(ProfileView.model_fields)))
