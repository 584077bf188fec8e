"""The certificate of a deletion: what was deleted, when, and how much, signed by this installation.

The key comes from FIELD_ENCRYPTION_KEY, so every process has it and nothing need be stored. Ids stand in it as hashes:
whoever holds one can be recognised, and nobody else.
"""

import hashlib
from base64 import b64encode
from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID

import orjson
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from mingus.core.settings import Settings
from mingus.privacy.service.leaving import Farewell

PURPOSE: Final = b"mingus/certificate/v1"
KEPT: Final = (
    "The audit log keeps its lines, which hold ids, plain words and moments, so that its chain stays checkable."
    " Backups keep what they held until they end; what was sealed in them opens no more."
)


def issue(settings: Settings, farewell: Farewell) -> dict[str, Any]:
    """The signed certificate, ready for JSON."""
    said: dict[str, Any] = {
        "certificate": "deletion of an account",
        "version": 1,
        "installation": settings.public_url,
        "operator": settings.operator_name or None,
        "deleted_at": farewell.deleted_at.isoformat(timespec="seconds"),
        "person": _hashed(farewell.person_id),
        "households_deleted": [_hashed(one) for one in farewell.erased],
        "households_left": [_hashed(one) for one in farewell.left],
        "rows_deleted": sum(farewell.rows.values()),
        "rows_by_table": farewell.rows,
        "keys_destroyed": [_hashed(one) for one in farewell.shredded],
        "audit_line": farewell.audit_number,
        "kept": KEPT,
    }
    signer = _signer(settings.field_encryption_key.get_secret_value())
    return {**said, "signed_by": _public(signer), "signature": b64encode(signer.sign(_canonical(said))).decode()}


def holds(settings: Settings, certificate: dict[str, Any]) -> bool:
    """Whether this installation issued the certificate, with today's key or a former one, and nothing was changed."""
    said = {name: value for name, value in certificate.items() if name not in {"signed_by", "signature"}}
    for signer in _signers(settings):
        if b64encode(signer.sign(_canonical(said))).decode() == certificate.get("signature"):
            return certificate.get("signed_by") == _public(signer)
    return False


def pretty(certificate: dict[str, Any]) -> str:
    """As it is kept in a file."""
    return orjson.dumps(certificate, option=orjson.OPT_INDENT_2).decode()


def _signers(settings: Settings) -> Iterator[Ed25519PrivateKey]:
    yield _signer(settings.field_encryption_key.get_secret_value())
    for old in settings.field_encryption_keys_old.get_secret_value().split(","):
        if old.strip():
            yield _signer(old.strip())


def _signer(root: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(HKDF(SHA256(), 32, None, PURPOSE).derive(root.encode()))


def _public(signer: Ed25519PrivateKey) -> str:
    return signer.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def _canonical(said: dict[str, Any]) -> bytes:
    return orjson.dumps(said, option=orjson.OPT_SORT_KEYS)


def _hashed(what: UUID | str) -> str:
    return hashlib.sha256(str(what).encode()).hexdigest()
