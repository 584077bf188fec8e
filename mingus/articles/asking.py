"""Who reads, and how an answer may be kept: a visitor's by everybody, a member's by nobody."""

from typing import Any, Final, TypedDict
from uuid import UUID

from flask import make_response, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from mingus.core.db import GLOBAL
from mingus.core.policy import PRIVATE
from mingus.core.security import member, principal
from mingus.core.tenancy import Member

SHARED: Final = "public, max-age=60, must-revalidate"
"""An article that is taken down is gone from every cache a minute later; until then the ETag spares the sending."""
WHY: Final = "articles are for everybody; what is open to members alone is decided by who asks"


def reader() -> Member | None:
    """Whoever reads, if they are signed in."""
    return member() if principal() is not None else None


class Look(TypedDict):
    """What `core.db.transaction` takes: `with transaction(**looking(who)) as db:`."""

    household_id: UUID
    person_id: UUID | None
    read_only: bool


def looking(who: Member | None) -> Look:
    """A transaction that reads: as this person, or as nobody."""
    if who is None:
        return Look(household_id=GLOBAL, person_id=None, read_only=True)
    return Look(household_id=who.household_id, person_id=who.person_id, read_only=True)


def page(template: str, who: Member | None, status: int = 200, **shown: Any) -> AnyResponse:
    """The page in the frame of members or of visitors."""
    frame = "layout.html" if who else "articles/public.html"
    here = request.full_path.removesuffix("?")
    facts: dict[str, Any] = {"frame": frame, "is_member": who is not None, "here": here, **shown}
    return kept(make_response(render_template(template, **facts), status), who)


def kept(answer: AnyResponse, who: Member | None) -> AnyResponse:
    """`answer` with what caches must know. A visitor's copy that is still good is not sent again, by its ETag alone.

    No Last-Modified: `updated_on` is a day, and two texts of one day would pass for the same.
    """
    answer.vary.add("Cookie")
    if who is not None:
        answer.headers["Cache-Control"] = PRIVATE
        return answer
    if answer.status_code >= 400:
        return answer
    answer.add_etag()
    return answer.make_conditional(request)
