"""What comes in and goes out at identity's pages and API."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Annotated, Literal, Protocol
from uuid import UUID
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, StringConstraints

from mingus.core.errors import Refused
from mingus.core.fields import Currency, Incoming, Name, Outgoing
from mingus.identity.rules import email_key

MAX_TYPED_CHARACTERS = 1024  # more than this is no password; whether it is a good one, the rules say


def _is_email(text: str) -> str:
    try:
        email_key(text)
    except Refused as error:
        raise ValueError(str(error)) from None
    return text.strip()


@cache
def _time_zones() -> set[str]:
    """Asked once a process: each answer is a walk through six hundred files."""
    return available_timezones()


def _is_time_zone(text: str) -> str:
    if text not in _time_zones():
        raise ValueError("must be a time zone such as America/New_York")
    return text


def _is_accepted(answer: bool) -> bool:  # noqa: FBT001  pydantic calls it
    if not answer:
        raise ValueError("must be accepted before you can join")
    return answer


Accepted = Annotated[bool, Field(strict=True, json_schema_extra={"const": True}), AfterValidator(_is_accepted)]
Email = Annotated[str, AfterValidator(_is_email), Field(json_schema_extra={"format": "email", "maxLength": 254})]
TimeZone = Annotated[str, AfterValidator(_is_time_zone)]
Typed = Annotated[SecretStr, Field(min_length=1, max_length=MAX_TYPED_CHARACTERS)]
"""A password as it was typed: blanks at its ends belong to it, and it is never printed."""


Token = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{43}$")]
Stripped = BeforeValidator(lambda typed: typed.strip() if isinstance(typed, str) else typed)


class WithPassword(BaseModel):
    """Like Incoming, without the stripping."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Credentials(WithPassword):
    """Who someone says they are."""

    email: Email
    password: Typed


class Registration(WithPassword):
    """Someone new, and the household that begins with them."""

    email: Email
    password: Typed
    first_name: Annotated[Name, Stripped]
    last_name: Annotated[Name, Stripped]
    terms_accepted: Accepted
    time_zone: TimeZone = "America/New_York"
    currency: Currency = "USD"


class Address(Incoming):
    """Whose password was forgotten."""

    email: Email


class LinkIn(Incoming):
    """What stands behind the last slash of a link in a mail."""

    token: Token


class NewPassword(WithPassword):
    """A password chosen by a link in a mail."""

    token: Token
    password: Typed


class PasswordChange(WithPassword):
    """A new password, by whoever has confirmed lately that it is them."""

    new_password: Typed


class EmailChange(Incoming):
    """A new address, by whoever has confirmed lately that it is them."""

    email: Email


class RefreshIn(Incoming):
    refresh_token: Annotated[str, StringConstraints(pattern=r"^mg_refresh_[A-Za-z0-9_-]{43}$")]


class Names(Incoming):
    """The names to change; what is left out stays."""

    first_name: Name | None = None
    last_name: Name | None = None


class Profile(Incoming):
    """The form of the settings page."""

    first_name: Name
    last_name: Name
    household_name: Name
    time_zone: TimeZone
    currency: Currency


class SettingsView(Outgoing):
    """Who somebody is, and the household they act in."""

    id: UUID
    email: str
    first_name: str
    last_name: str
    household_name: str
    time_zone: str
    currency: str


class RegisteredView(Outgoing):
    """The same for everyone, whether or not the address was known."""

    status: Literal["registered"] = "registered"
    message: str = "You can sign in now."


class DoneView(Outgoing):
    """What happened, in a sentence."""

    message: str


class TokensView(Outgoing):
    access_token: str
    refresh_token: str
    user_id: UUID
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105  the name of a scheme, not a secret
    expires_in: int


class CheckView(Outgoing):
    authenticated: Literal[True] = True
    user_id: UUID


class Device(Outgoing):
    """One place where somebody is signed in."""

    id: str
    household_id: UUID
    is_browser: bool
    browser: str
    vicinity: str
    first_seen_at: datetime
    last_seen_at: datetime
    is_this_one: bool


class DevicesView(Outgoing):
    items: list[Device]


Scope = Literal["read", "write", "import", "export"]


class TokenDraft(Incoming):
    """A personal token as its owner wants it."""

    name: Name
    scopes: Annotated[list[Scope], Field(min_length=1, max_length=4)]
    days: Annotated[int, Field(ge=1, le=365)] = 90


class PersonalTokenView(Outgoing):
    id: UUID
    name: str
    scopes: list[Scope]
    ending: str
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None


class MadeToken(PersonalTokenView):
    """With the token itself, for the one time that it is shown."""

    token: str = Field(repr=False)


class PersonalTokensView(Outgoing):
    items: list[PersonalTokenView]


class CsrfView(Outgoing):
    csrf_token: str


@dataclass(frozen=True)
class Pending:
    """The password was right; the second factor is still to come, with this token."""

    token: str


@dataclass(frozen=True)
class Visitor:
    """Where a request comes from: `network` for limits, `browser` for the list of devices, `known` as it says."""

    network: str
    browser: str
    known: str = ""


SOMEBODY = Visitor("", "")
"""Where nobody comes from: a command, or a test."""


@dataclass(frozen=True)
class Machine:
    """What somebody signs in with: a hash that tells it from others, and its name for people."""

    hash: bytes
    browser: str


@dataclass(frozen=True)
class Known:
    """A person found by their address, and the household they sign in to."""

    person_id: UUID
    household_id: UUID
    session_version: int
    password_hash: str
    is_confirmed: bool = True
    """Whether they have just shown all they have; not so in a remembered browser, which must step up first."""
    confirmed_at: datetime | None = None
    """When they did, where that was before this moment: a sign-in that takes another's place is no fresher than it."""

    def stepped_up_at(self, moment: datetime) -> datetime | None:
        """What a sign-in that begins at this moment counts as confirmed from."""
        return (self.confirmed_at or moment) if self.is_confirmed else None


@dataclass(frozen=True)
class Addressee:
    """A person to write to."""

    person_id: UUID
    household_id: UUID
    email: str
    verified_at: datetime | None


class Whose(Protocol):
    """Whoever something belongs to: a Member, a Principal, a Known, a Link."""

    @property
    def person_id(self) -> UUID: ...

    @property
    def household_id(self) -> UUID: ...


def known_words(registration: Registration) -> list[str]:
    """What a password must not be made of."""
    return [registration.email, registration.first_name, registration.last_name, "mingus"]
