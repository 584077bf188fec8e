"""The two ceremonies of web authentication (making a passkey, answering with one): what is asked, what is true.

Loaded with the first passkey, because its library brings much along.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes, options_to_json_dict, parse_client_data_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    AuthenticatorTransport,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from mingus.identity.rules.sites import Site

TRANSPORTS: Final = frozenset(one.value for one in AuthenticatorTransport)
_FAULTS: Final = (WebAuthnException, ValueError, KeyError, TypeError, AttributeError)

Said = dict[str, Any]
Known = tuple[bytes, str]
"""A passkey's id, and how the browser said it is reached."""


@dataclass(frozen=True)
class Made:
    """A passkey that a browser made, as it is kept."""

    credential_id: bytes
    public_key: bytes
    sign_count: int
    transports: str


def options_to_make(
    site: Site, challenge: bytes, timeout_ms: int, *, user: tuple[bytes, str], known: Iterable[Known]
) -> Said:
    """What `navigator.credentials.create` takes, for a user (handle, address); those passkeys are left out."""
    options = generate_registration_options(
        rp_id=site.name,
        rp_name="Mingus",
        user_id=user[0],
        user_name=user[1],
        user_display_name=user[1],
        challenge=challenge,
        timeout=timeout_ms,
        exclude_credentials=_descriptors(known),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.PREFERRED, user_verification=UserVerificationRequirement.PREFERRED
        ),
    )
    return options_to_json_dict(options)


def options_to_answer(site: Site, challenge: bytes, timeout_ms: int, *, known: Iterable[Known], alone: bool) -> Said:
    """What `navigator.credentials.get` takes. `alone`: nothing else is asked, so the device must check its owner."""
    options = generate_authentication_options(
        rp_id=site.name,
        challenge=challenge,
        timeout=timeout_ms,
        allow_credentials=_descriptors(known),
        user_verification=UserVerificationRequirement.REQUIRED if alone else UserVerificationRequirement.PREFERRED,
    )
    return options_to_json_dict(options)


def challenge_of(said: Said) -> bytes | None:
    """Which challenge the browser says it answered; None when it says nothing of the kind."""
    try:
        return parse_client_data_json(base64url_to_bytes(said["response"]["clientDataJSON"])).challenge
    except _FAULTS:
        return None


def made(said: Said, site: Site, challenge: bytes) -> Made | None:
    """The new passkey; None when the answer is not true, or not for us."""
    try:
        seen = verify_registration_response(
            credential=said, expected_challenge=challenge, expected_rp_id=site.name, expected_origin=site.origin
        )
    except _FAULTS:
        return None
    given = said["response"].get("transports")
    transports = " ".join(sorted(TRANSPORTS & {str(one) for one in given})) if isinstance(given, list) else ""
    return Made(seen.credential_id, seen.credential_public_key, seen.sign_count, transports)


def new_sign_count(said: Said, site: Site, challenge: bytes, *, passkey: tuple[bytes, int], alone: bool) -> int | None:
    """The counter after an answer that the passkey (its public key, its counter) truly signed; None when it did not.

    A counter that did not move is not taken: somebody may have copied the passkey.
    """
    try:
        seen = verify_authentication_response(
            credential=said,
            expected_challenge=challenge,
            expected_rp_id=site.name,
            expected_origin=site.origin,
            credential_public_key=passkey[0],
            credential_current_sign_count=passkey[1],
            require_user_verification=alone,
        )
    except _FAULTS:
        return None
    return seen.new_sign_count


def credential_id_of(said: Said) -> bytes:
    """Which passkey the browser says it used; b'' when it says nothing readable."""
    return _bytes(said.get("id"))


def handle_of(said: Said) -> bytes:
    """Whose passkey it is, as the device remembers; b'' when it does not."""
    return _bytes(said["response"].get("userHandle"))


def _bytes(text: object) -> bytes:
    try:
        return base64url_to_bytes(text) if isinstance(text, str) else b""
    except ValueError:
        return b""


def _descriptors(known: Iterable[Known]) -> list[PublicKeyCredentialDescriptor]:
    return [
        PublicKeyCredentialDescriptor(id=key, transports=[AuthenticatorTransport(one) for one in reached.split()])
        for key, reached in known
    ]
