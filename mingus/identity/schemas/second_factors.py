"""What comes in and goes out where a second factor is shown, added or taken away."""

import json
from datetime import datetime
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import AfterValidator, BeforeValidator, StringConstraints, WithJsonSchema

from mingus.core.fields import EmptyIsNone, Incoming, Name, Outgoing
from mingus.identity.schemas import Typed, WithPassword

Code = Annotated[str, StringConstraints(min_length=1, max_length=64)]
PendingToken = Annotated[str, StringConstraints(pattern=r"^mg_pending_[A-Za-z0-9_-]{43}$")]
Said = dict[str, Any]
"""A browser's answer about a passkey, as `PublicKeyCredential.toJSON()` gives it."""


def _read(given: Any) -> Any:
    """Forms send the answer as text."""
    try:
        return json.loads(given) if isinstance(given, str) else given
    except (ValueError, RecursionError):
        raise ValueError("must be what the browser says of a passkey") from None


def _is_answer(said: Said) -> Said:
    if not isinstance(said.get("id"), str) or not isinstance(said.get("response"), dict):
        raise ValueError("must be what the browser says of a passkey")  # noqa: TRY004  pydantic's way to a 422
    return said


_ANSWER_SCHEMA: Final = {
    "type": "object",
    "properties": {"id": {"type": "string"}, "response": {"type": "object"}},
    "required": ["id", "response"],
}
Credential = Annotated[Said, AfterValidator(_is_answer), BeforeValidator(_read), WithJsonSchema(_ANSWER_SCHEMA)]


class Evidence(WithPassword):
    """A second factor: six digits or a recovery code as `code`, or a passkey's answer as `credential`."""

    code: Annotated[Code | None, EmptyIsNone] = None
    credential: Annotated[Credential | None, EmptyIsNone] = None


class Proof(Evidence):
    """That it is still the same person: the password, or a second factor where there is one."""

    password: Typed | None = None

    @property
    def typed(self) -> str:
        """The password as it was typed."""
        return self.password.get_secret_value() if self.password else ""


class SecondStep(Evidence):
    """What follows the right password."""

    pending_token: PendingToken


class PendingIn(Incoming):
    """Browsers leave it out: they have a cookie."""

    pending_token: PendingToken | None = None


class PasskeyAnswer(Incoming):
    credential: Credential


class NewPasskey(Incoming):
    """A passkey that the browser has just made, and what its owner calls it."""

    name: Name
    credential: Credential


class NewApp(Incoming):
    name: Name = "Authenticator app"


class AppCode(Incoming):
    code: Code


class FactorView(Outgoing):
    """An authenticator app or a passkey."""

    id: UUID
    name: str
    created_at: datetime
    used_at: datetime | None


class RememberedView(Outgoing):
    """A browser that is not asked for a second factor until `expires_at`."""

    id: UUID
    browser: str
    used_at: datetime
    expires_at: datetime


class FactorsView(Outgoing):
    """What stands beside a password."""

    has_second_factor: bool
    apps: list[FactorView]
    passkeys: list[FactorView]
    recovery_codes_left: int
    remembered: list[RememberedView]


class AppSecretView(Outgoing):
    """What an authenticator app needs, once. It counts after a code of it has come back."""

    id: UUID
    secret: str
    otpauth_uri: str


class AddedView(Outgoing):
    """A new factor; `recovery_codes` come with the first one, and are never shown again."""

    id: UUID
    recovery_codes: list[str]


class RecoveryCodesView(Outgoing):
    recovery_codes: list[str]


class PasskeyOptionsView(Outgoing):
    """What `PublicKeyCredential.parse…OptionsFromJSON` takes."""

    options: Said
