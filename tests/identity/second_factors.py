"""Second factors for tests: an authenticator app in one line, and a passkey that signs without a browser."""

import hashlib
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import cbor2
import pyotp
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

from mingus.core import db
from mingus.core.clock import now
from mingus.core.ids import new_id
from mingus.core.tenancy import Member
from mingus.identity.rules.one_time_codes import STEP_SECONDS
from mingus.identity.service import factors

SITE = "localhost"
ORIGIN = "http://localhost"


@dataclass(frozen=True)
class App:
    """An authenticator app that is set up, and the recovery codes that came with it."""

    id: UUID
    secret: str
    recovery_codes: tuple[str, ...]

    def code(self, steps: int = 1) -> str:
        """What it shows, so many steps from now. The code of now was spent when it was set up."""
        return code_of(self.secret, steps)

    def wrong(self) -> str:
        """Six digits that are no code of it now."""
        near = {code_of(self.secret, steps) for steps in range(-3, 4)}
        return next(digits for digits in ("000000", "111111", "222222", "333333") if digits not in near)


def code_of(secret: str, steps: int = 0) -> str:
    """The code of a secret, so many steps from now."""
    return pyotp.TOTP(secret).generate_otp(int(now().timestamp()) // STEP_SECONDS + steps)


def add_app(member: Member) -> App:
    """Give this person an authenticator app."""
    with db.transaction(member.household_id) as session:
        app_id = factors.apps.begin(session, member, "Phone")
        secret = factors.apps.secret_to_set_up(session, member, app_id)
        factors.apps.confirm(session, member, app_id, code_of(secret))
        added = factors.changing.added(session, member, "app", app_id)
    return App(app_id, secret, added.recovery_codes)


@dataclass
class SoftPasskey:
    """What a device does: makes a key, and signs challenges with it."""

    credential_id: bytes = field(default_factory=lambda: new_id().bytes)
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    count: int = 0
    handle: bytes = b""
    is_verifying: bool = True
    origin: str = ORIGIN
    site: str = SITE

    def make(self, options: dict[str, Any]) -> dict[str, Any]:
        """The answer to `navigator.credentials.create`."""
        self.handle = unpacked(options["user"]["id"])
        numbers = self.key.public_key().public_numbers()
        public = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        told = bytes(16) + len(self.credential_id).to_bytes(2, "big") + self.credential_id + cbor2.dumps(public)
        attested = {"fmt": "none", "attStmt": {}, "authData": self._said(0x40) + told}
        client = self._client("webauthn.create", options)
        said = {"attestationObject": packed(cbor2.dumps(attested)), "transports": ["internal", "unheard-of"]}
        return self._credential({**said, "clientDataJSON": packed(client)})

    def answer(self, options: dict[str, Any]) -> dict[str, Any]:
        """The answer to `navigator.credentials.get`."""
        self.count += 1
        client, said = self._client("webauthn.get", options), self._said(0)
        signature = self.key.sign(said + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        answer = {"authenticatorData": packed(said), "signature": packed(signature), "userHandle": packed(self.handle)}
        return self._credential({**answer, "clientDataJSON": packed(client)})

    def _said(self, more: int) -> bytes:
        flags = 0x01 | (0x04 if self.is_verifying else 0) | more
        return hashlib.sha256(self.site.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def _client(self, kind: str, options: dict[str, Any]) -> bytes:
        return json.dumps({"type": kind, "challenge": options["challenge"], "origin": self.origin}).encode()

    def _credential(self, response: dict[str, Any]) -> dict[str, Any]:
        name = packed(self.credential_id)
        return {"id": name, "rawId": name, "type": "public-key", "response": response, "clientExtensionResults": {}}


def packed(value: bytes) -> str:
    """As browsers write bytes in JSON."""
    return urlsafe_b64encode(value).decode().rstrip("=")


def unpacked(text: str) -> bytes:
    """The reverse."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def add_passkey(client: Any, name: str = "Blue key", **said: Any) -> SoftPasskey:
    """Add a passkey by the API, for whoever is signed in there."""
    passkey = SoftPasskey(**said)
    options = client.post("/api/auth/factors/passkeys/options", json={}).get_json()["options"]
    answer = client.post("/api/auth/factors/passkeys", json={"name": name, "credential": passkey.make(options)})
    assert answer.status_code == 201, answer.text
    return passkey
