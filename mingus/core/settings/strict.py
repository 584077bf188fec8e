"""What production and staging refuse and other environments allow. Each check is the `Rule` of one field.

A field's check sees the fields declared before it; `flask_env` is the first, and where it is wrong nothing is strict.
"""

from collections.abc import Callable
from typing import Final
from urllib.parse import parse_qs, urlsplit

from pydantic import SecretStr, ValidationInfo

from mingus.core.settings.declaring import STRICT, Value, text_of
from mingus.core.settings.strength import is_known, weakness

ENCRYPTED: Final = frozenset({"require", "verify-ca", "verify-full"})
_TEST_KEYS: Final = ("sk_test_", "pk_test_", "rk_test_", "re_test", "whsec_test")
_DIFFERENT_DIGITS: Final = 5  # of 32 random hexadecimal digits; the numbers in Twilio's examples have fewer


def off(value: bool, info: ValidationInfo) -> bool:  # noqa: FBT001  pydantic's way of calling
    """Refuses a switch that is on."""
    if value and (environment := _strict(info)):
        raise ValueError(f"must be false in {environment}")
    return value


def always(value: bool, _info: ValidationInfo) -> bool:  # noqa: FBT001  pydantic's way of calling
    """Refuses, everywhere, a switch that is off."""
    if not value:
        raise ValueError("must be true")
    return value


def on(value: bool | None, info: ValidationInfo) -> bool | None:  # noqa: FBT001  pydantic's way of calling
    """Refuses a switch that is not on."""
    if not value and (environment := _strict(info)):
        raise ValueError(f"must be true in {environment}")
    return value


def quiet(level: str, info: ValidationInfo) -> str:
    """Refuses logs that tell everything."""
    if level == "DEBUG" and (environment := _strict(info)):
        raise ValueError(f"must be INFO or above in {environment}")
    return level


def over_tls(url: str, info: ValidationInfo) -> str:
    """Refuses an address of ours that is not https."""
    if url and not url.startswith("https://") and (environment := _strict(info)):
        raise ValueError(f"must start with https:// in {environment}")
    return url


def encrypted_database(url: str, info: ValidationInfo) -> str:
    """Refuses a database that may be spoken to in the clear."""
    if not url or not (environment := _strict(info)):
        return url
    said = parse_qs(urlsplit(url).query).get("sslmode", [""])[-1]
    if said not in ENCRYPTED:
        raise ValueError(f"must end with ?sslmode=verify-full in {environment}, so that nobody can listen in")
    return url


def encrypted_redis(url: str, info: ValidationInfo) -> str:
    """Refuses a Redis without TLS, and TLS that takes any certificate."""
    if not url or not (environment := _strict(info)):
        return url
    if not url.startswith("rediss://"):
        raise ValueError(f"must start with rediss:// in {environment}")
    checks = parse_qs(urlsplit(url).query)
    if checks.get("ssl_cert_reqs", ["required"])[-1].lower() != "required":
        raise ValueError(f"must check the server's certificate in {environment}: take ssl_cert_reqs out")
    if checks.get("ssl_check_hostname", ["true"])[-1].lower() not in {"true", "1", "yes"}:
        raise ValueError(f"must check the server's name in {environment}: take ssl_check_hostname out")
    return url


def hard_to_guess(secret: SecretStr, info: ValidationInfo) -> SecretStr:
    """Refuses short alphabets, repetition, placeholders and published values."""
    text = secret.get_secret_value()
    if text and _strict(info) and (reason := weakness(text)):
        raise ValueError(reason)
    return secret


def live(key: Value, info: ValidationInfo) -> Value:
    """Refuses a vendor's test key, and one out of an example."""
    text = text_of(key)
    if text and (environment := _strict(info)):
        if text.startswith(_TEST_KEYS):
            raise ValueError(f"is a test key, which {environment} refuses")
        if is_known(text) or len(set(text.rpartition("_")[2])) < _DIFFERENT_DIGITS:
            raise ValueError(f"is a value out of an example, which {environment} refuses")
    return key


def real_money(world: str, info: ValidationInfo) -> str:
    """Refuses Plaid's sandbox where people's own banks are."""
    if world != "production" and info.data.get("flask_env") == "production":
        raise ValueError("must be production in production")
    return world


def within_the_whole(idle_seconds: int, info: ValidationInfo) -> int:
    """Refuses, everywhere, an idle time that the session itself does not reach."""
    if idle_seconds > info.data.get("session_absolute_seconds", idle_seconds):
        raise ValueError("must not be longer than SESSION_ABSOLUTE_SECONDS")
    return idle_seconds


def only(domain: str) -> Callable[[str, ValidationInfo], str]:
    """A check that refuses every host but those of `domain`: a stand-in must never get people's data."""

    def check(url: str, info: ValidationInfo) -> str:
        environment = _strict(info)
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
        ours = parts.scheme == "https" and (host == domain or host.endswith(f".{domain}")) and not parts.username
        if environment and url and not ours:
            raise ValueError(f"must be https:// and a host of {domain} in {environment}, no stand-in")
        return url

    return check


def _strict(info: ValidationInfo) -> str:
    environment = str(info.data.get("flask_env", ""))
    return environment if environment in STRICT else ""
