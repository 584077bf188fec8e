"""The installation's own secrets, made on its first start and kept in HOME/secrets for its owner alone."""

import secrets
from collections.abc import Mapping
from pathlib import Path

from mingus.ops import envfile

NAMES = ("SECRET_KEY", "JWT_SECRET_KEY", "FIELD_ENCRYPTION_KEY")
SECRET_BYTES = 32


def with_local(environ: Mapping[str, str], home: Path) -> dict[str, str]:
    """`environ` with the secrets it lacks filled in from HOME/secrets/mingus.env; what it has wins."""
    if all(environ.get(name) for name in NAMES):
        return dict(environ)
    kept = envfile.ensure(path(home), dict.fromkeys(NAMES, new_secret))
    local = {name: kept[name] for name in NAMES if not environ.get(name)}
    return {**environ, **local}


def path(home: Path) -> Path:
    """The file. Whoever loses it can't read sealed fields any more: it belongs into every backup."""
    return home / "secrets" / "mingus.env"


def new_secret() -> str:
    """64 hexadecimal digits from the system's random source."""
    return secrets.token_hex(SECRET_BYTES)
