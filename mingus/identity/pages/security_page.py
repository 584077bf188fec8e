"""The page /settings/security, made of sections. Each section says where it stands and reads what it shows.

A section named "email" is a function marked by `section("email", place=10)` and the template
`identity/security/_email.html`, which gets `view` (what the function answers), `form` (what was typed) and `errors`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from flask import render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from mingus.core import security
from mingus.core.db import transaction
from mingus.core.errors import Unauthorized
from mingus.core.policy import about_credentials
from mingus.core.security import Principal, signed_in
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


@dataclass(frozen=True)
class Typed:
    """A form of one section that came back: what was typed, and what is wrong with it."""

    section: str
    form: dict[str, str]
    errors: dict[str, str]
    message: str | None = None


_sections: Final[dict[str, Section]] = {}
_NOTHING: Final = Typed("", {}, {})


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
    return page()


def page(came_back: Typed = _NOTHING) -> str:
    """The whole page; the form that came back stands in its section with its errors."""
    who = security.principal()
    if who is None:
        raise Unauthorized("Please sign in first.")
    shown = sorted(_sections.values(), key=lambda one: one.place)
    with transaction(who.household_id, read_only=True) as db:
        views = [one.read(db, who) for one in shown]
    back = [came_back if came_back.section == one.name else _NOTHING for one in shown]
    return render_template("identity/security.html", parts=list(zip(shown, views, back, strict=True)))
