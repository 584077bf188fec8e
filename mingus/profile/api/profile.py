"""The profile, for programs: flat, names and all."""

from typing import Final, TypeVar

from apiflask import APIBlueprint
from sqlalchemy.orm import Session

from mingus import identity
from mingus.core.db import transaction
from mingus.core.security import member, signed_in
from mingus.core.tenancy import Member
from mingus.profile import facts, service
from mingus.profile.schemas import (
    FactsChange,
    PreferencesChange,
    ProfileAnswer,
    ProfileChange,
    ProfileView,
    profile_answer,
)

profile_door = APIBlueprint("profile_api", __name__, url_prefix="/api/user", tag="Profile")
Part = TypeVar("Part", FactsChange, PreferencesChange)
_FACTS: Final = frozenset({*facts.KEYS, "prefer_not_to_say"})
_PREFERENCES: Final = frozenset(PreferencesChange.model_fields)


@profile_door.get("/profile")
@signed_in(action="own account")
@profile_door.output(ProfileAnswer)
def show() -> ProfileAnswer:
    """Who you are, as you say, and how much of it is filled in."""
    who = member()
    with transaction(who.household_id, person_id=who.person_id, read_only=True) as db:
        return _answer(db, who, service.profiles.of(db, who))


@profile_door.patch("/profile")
@signed_in(action="own account")
@profile_door.input(ProfileChange, location="json", arg_name="sent")
@profile_door.output(ProfileAnswer)
def change(sent: ProfileChange) -> ProfileAnswer:
    """Change what you say about yourself; what is left out stays, and null takes an answer back."""
    who = member()
    with transaction(who.household_id, person_id=who.person_id) as db:
        identity.change_names(db, who, identity.Names(first_name=sent.first_name, last_name=sent.last_name))
        if sent.model_fields_set & _PREFERENCES:
            service.profiles.change_preferences(db, who, _part(sent, PreferencesChange))
        if sent.model_fields_set & _FACTS:
            service.profiles.change(db, who, _part(sent, FactsChange))
        return _answer(db, who, service.profiles.of(db, who))


def _part(sent: ProfileChange, part: type[Part]) -> Part:
    """What was sent of one half, checked already."""
    names = sent.model_fields_set & set(part.model_fields)
    return part.model_construct(_fields_set=set(names), **{name: getattr(sent, name) for name in part.model_fields})


def _answer(db: Session, who: Member, view: ProfileView) -> ProfileAnswer:
    known = identity.settings_of(db, who)
    return profile_answer(view, known.id, email=known.email, first_name=known.first_name, last_name=known.last_name)
