"""What operators send from the desk."""

import re
from datetime import datetime
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field, StringConstraints

from mingus.articles.schemas.document import MAX_CHARACTERS
from mingus.core.fields import EmptyIsNone, Incoming, Line

MOST_VERSIONS: Final = 2**31 - 1
_WRITTEN: Final = re.compile(r"\d{4}-\d{2}-\d{2}[Tt ]")


def _as_written(value: Any) -> Any:
    """Pydantic would also take a number, and read it as seconds since 1970."""
    if isinstance(value, datetime) or (isinstance(value, str) and _WRITTEN.match(value.strip())):
        return value
    raise ValueError("must be a moment with its time zone, such as 2026-11-03T14:00:00Z")


def _storable(text: str) -> str:
    if "\x00" in text:
        raise ValueError("must not contain control characters")
    return text


Number = Annotated[int, Field(ge=1, le=MOST_VERSIONS)]
Moment = Annotated[AwareDatetime, BeforeValidator(_as_written)]
Text = Annotated[
    str,
    StringConstraints(min_length=1, max_length=MAX_CHARACTERS, strip_whitespace=False),
    AfterValidator(_storable),
]
Status = Literal["live", "unpublished"]


class Look(Incoming):
    """A text that is to be looked at, and kept nowhere."""

    text: Text


class NewArticle(Incoming):
    """A text for an address that has none, live now, from a moment on, or kept until somebody says so."""

    text: Text
    note: Annotated[Line | None, EmptyIsNone] = None
    publish: Literal["now", "later", "keep"] = "keep"
    at: Annotated[Moment | None, EmptyIsNone] = None


class Seen(Incoming):
    """What an operator had before them: the newest version, and whether it was live. Another answer is a conflict.

    What is left out is not compared.
    """

    base_number: Annotated[Number | None, EmptyIsNone] = None
    base_status: Annotated[Status | None, EmptyIsNone] = None


class Edit(Seen):
    """An operator’s text as the newest version of an article. `base_number` is the newest they had before them."""

    text: Text
    base_number: Number
    note: Annotated[Line | None, EmptyIsNone] = None
    publish: Literal["now", "later", "keep"] = "now"
    at: Annotated[Moment | None, EmptyIsNone] = None


class Taken(Seen):
    """The version that is to be live now: an earlier one, a kept one, or the newer text of a release."""

    number: Number


class Planned(Taken):
    """The version that is to be live from a moment on."""

    at: Moment


class Kept(Incoming):
    """The newer text of the release that is left where it is."""

    number: Annotated[Number | None, EmptyIsNone] = None


class StatusChange(Incoming):
    """Whether people may read it."""

    status: Status


class DeskWanted(Incoming):
    """The address after which the list goes on; '' for its beginning."""

    after: Annotated[str, StringConstraints(pattern=r"^([a-z0-9]+(-[a-z0-9]+)*)?$", max_length=80)] = ""


class TextWanted(Incoming):
    """Which version’s text is wanted; left out, the newest that does not wait for a decision."""

    number: Number | None = None


class Compared(Incoming):
    """The two versions that are laid side by side."""

    older: Number
    newer: Number
