"""The page /settings/security, made of sections. Each section says where it stands and reads what it shows.

A section named "email" is a function marked by `section("email", place=10)` and the template
`identity/security/_email.html`, which gets `view` (what the function answers). Forms have pages of their own, which
ask for a confirmation when they are opened, so that nothing typed is lost.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from flask import render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from mingus.core.db import transaction
from mingus.core.policy import about_credentials
from mingus.core.security import Principal, signed_in
from mingus.identity.asking import who
from mingus.identity.pages.door import door

Read = Callable[[Session, Principal], object]


@dataclass(frozen=True)
class Section:
    """One card of the page. The smaller its `place`, the higher it stands."""

    name: str
    place: int
    read: Read

    @property
    def template(self) -> str:
        """The card itself."""
        return f"identity/security/_{self.name}.html"


_sections: Final[dict[str, Section]] = {}


def section(name: str, *, place: int) -> Callable[[Read], Read]:
    """Put a section on the page: the function reads what its card shows, in the page's one transaction."""

    def register(read: Read) -> Read:
        _sections[name] = Section(name, place, read)
        return read

    return register


@door.get("/settings/security")
@about_credentials
@signed_in(action="own account")
def security_settings() -> ResponseReturnValue:
    """How you sign in, and what is signed in."""
    person = who()
    shown = sorted(_sections.values(), key=lambda one: one.place)
    with transaction(person.household_id, read_only=True) as db:
        views = [one.read(db, person) for one in shown]
    return render_template("identity/security.html", parts=list(zip(shown, views, strict=True)))
