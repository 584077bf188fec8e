"""The key that signs evidence, made on first use for its owner alone, and the keys whose signatures count.

Trusted are the keys in the secrets folder (`evidence.pub`, and `evidence-*.pub` of earlier keys or other machines),
those listed (as 64 hexadecimal digits), and the `.pub` files of further folders.
"""

import hashlib
import os
import re
import stat
from collections.abc import Iterable
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from mingus.core.errors import ConfigurationError
from mingus.core.evidence import files

PRIVATE_NAME: Final = "evidence.key"
PUBLIC_NAME: Final = "evidence.pub"
_MAX_KEY_BYTES: Final = 4096
_PUBLIC: Final = re.compile(r"[0-9a-f]{64}")


class Keys:
    """The keys of one installation; nothing is read or made before it is needed."""

    def __init__(self, secrets: Path, *, folders: Iterable[Path] = (), listed: str = "") -> None:
        self._secrets = secrets
        self._folders = tuple(folders)
        self._listed = listed

    @cached_property
    def trusted(self) -> dict[str, Ed25519PublicKey]:
        """Every key whose signature counts, by its id. Raises ConfigurationError for a listed key that is none."""
        texts = [word for word in re.split(r"[\s,]+", self._listed) if word]
        found = _public_files(self._secrets, self._folders)
        texts += [_read(file).decode("ascii", "replace").strip() for file in found]
        own = self._own()
        keys = [_public(text) for text in texts] + ([own.public_key()] if own else [])
        return {key_id(key): key for key in keys}

    @cached_property
    def own_id(self) -> str:
        """The id of the key that signs here."""
        return key_id(self._signer.public_key())

    def sign(self, said: bytes) -> str:
        """This installation's signature over `said`, in hexadecimal digits."""
        return self._signer.sign(said).hex()

    def holds(self, key: str, said: bytes, signature: str) -> bool:
        """Whether the trusted key with the id `key` has signed `said`."""
        try:
            self.trusted[key].verify(bytes.fromhex(signature), said)
        except InvalidSignature:
            return False
        return True

    @cached_property
    def _signer(self) -> Ed25519PrivateKey:
        """The installation's key; made if there is none, and published beside itself."""
        own = self._own() or self._make()
        self._publish(own.public_key())
        self.trusted.setdefault(key_id(own.public_key()), own.public_key())
        return own

    def _own(self) -> Ed25519PrivateKey | None:
        path = self._secrets / PRIVATE_NAME
        try:
            mode = path.stat().st_mode
        except FileNotFoundError:
            return None
        if stat.S_IMODE(mode) & 0o077:
            raise ConfigurationError(f"{path} may be read by others. Run: chmod 600 {path}")
        try:
            found = load_pem_private_key(_read(path), password=None)
        except (ValueError, TypeError):
            raise ConfigurationError(f"{path} holds no Ed25519 key.") from None
        if not isinstance(found, Ed25519PrivateKey):
            raise ConfigurationError(f"{path} holds no Ed25519 key.")
        return found

    def _make(self) -> Ed25519PrivateKey:
        """A new key, unless another process was faster: then that one's."""
        self._secrets.mkdir(mode=0o700, parents=True, exist_ok=True)
        pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        unfinished = files.unfinished(self._secrets, pem)  # for its owner alone
        with suppress(FileExistsError):
            os.link(unfinished, self._secrets / PRIVATE_NAME)
        unfinished.unlink()
        files.sync_folder(self._secrets)
        own = self._own()
        assert own is not None, "it was linked just now"
        return own

    def _publish(self, public: Ed25519PublicKey) -> None:
        path = self._secrets / PUBLIC_NAME
        if not path.exists():
            files.write(path, f"{public_text(public)}\n".encode())
            path.chmod(0o644)


def key_id(key: Ed25519PublicKey) -> str:
    """The 16 digits by which records name their key."""
    return hashlib.sha256(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).hexdigest()[:16]


def public_text(key: Ed25519PublicKey) -> str:
    """The key as it stands in a `.pub` file and in EVIDENCE_TRUSTED_KEYS."""
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def _public_files(secrets: Path, folders: tuple[Path, ...]) -> list[Path]:
    own = [file for pattern in (PUBLIC_NAME, "evidence-*.pub") for file in sorted(secrets.glob(pattern))]
    return own + [file for folder in folders for file in sorted(folder.glob("*.pub"))]


def _public(text: str) -> Ed25519PublicKey:
    if not _PUBLIC.fullmatch(text):
        raise ConfigurationError(
            "A trusted key of evidence is 64 hexadecimal digits, as HOME/secrets/evidence.pub has them."
        )
    return Ed25519PublicKey.from_public_bytes(bytes.fromhex(text))


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_MAX_KEY_BYTES)
    except OSError as error:
        raise ConfigurationError(f"{path} can't be read: {error.strerror}.") from None
