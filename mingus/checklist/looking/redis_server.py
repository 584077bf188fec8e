"""Looks at the Redis or Valkey that several sections share. Each is `(around) -> Finding`; boxes decorate them.

Nothing in it is lost when it is, and a local Mingus works without: there a missing REDIS_URL is no fault.
"""

import time
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qs, urlsplit

from mingus.checklist.rules import Finding, Stage, judged, not_applicable
from mingus.checklist.surroundings import Surroundings

if TYPE_CHECKING:
    from redis import Redis

OLDEST: Final = {"redis": (6, 2), "valkey": (7, 2)}
ANSWER_SECONDS: Final = 2.0
WITHOUT: Final = "REDIS_URL is not set: Mingus works without Redis here, and keeps sessions and limits in PostgreSQL"
ON_THIS_MACHINE: Final = "Redis is on this machine: nothing crosses a network"
LOCAL_HOSTS: Final = frozenset({"localhost", "127.0.0.1", "::1"})


def redis_address_demands_tls(around: Surroundings) -> Finding:
    """The address begins with rediss:// and takes no server whose certificate or name was not checked."""
    if _has_none(around):
        return not_applicable(WITHOUT)
    parts = urlsplit(around.setting("REDIS_URL"))
    if around.stage is Stage.LOCAL and parts.scheme in {"redis", "unix"} and _is_here(parts.hostname):
        return not_applicable(ON_THIS_MACHINE)
    asked = {name: values[-1].lower() for name, values in parse_qs(parts.query).items()}
    faults = []
    if parts.scheme != "rediss":
        faults.append(f"REDIS_URL begins with {parts.scheme or 'nothing'}://, not rediss://")
    if asked.get("ssl_cert_reqs", "required") != "required":
        faults.append("REDIS_URL takes any certificate (ssl_cert_reqs)")
    if asked.get("ssl_check_hostname", "true") not in {"true", "1", "yes"}:
        faults.append("REDIS_URL takes a certificate of any name (ssl_check_hostname)")
    return judged(faults, "REDIS_URL begins with rediss:// and checks certificate and name")


def redis_answers(around: Surroundings) -> Finding:
    """It lets us in and answers PING, encrypted, within two seconds; its version is one that is still mended."""
    if _has_none(around):
        return not_applicable(WITHOUT)
    began = time.monotonic()
    with around.redis() as client:
        client.ping()
        seconds = time.monotonic() - began
        name, version = server_of(client)
    said = f"{name} {'.'.join(map(str, version))}"
    faults = answer_faults(name, version, seconds)
    return judged([*faults, *_in_the_clear(around)], f"{said} answers PING", version=said)


def answer_faults(name: str, version: tuple[int, ...], seconds: float) -> list[str]:
    """What is wrong with a server of this kind and version that took this long to connect and answer."""
    oldest = OLDEST[name]
    faults = []
    if version[:2] < oldest:
        faults.append(f"{name} {version[0]}.{version[1]} is older than {oldest[0]}.{oldest[1]}")
    if seconds > ANSWER_SECONDS:
        faults.append(f"it took {seconds:.1f} seconds to answer, more than {ANSWER_SECONDS:g}")
    return faults


def server_of(client: "Redis") -> tuple[str, tuple[int, ...]]:
    """Which program answers and its version: ('valkey', (8, 1, 0))."""
    info: dict[str, Any] = client.info("server")
    name = "valkey" if info.get("server_name") == "valkey" else "redis"
    return name, tuple(int(part) for part in str(info[f"{name}_version"]).split("."))


def _in_the_clear(around: Surroundings) -> list[str]:
    parts = urlsplit(around.setting("REDIS_URL"))
    if parts.scheme == "rediss" or (around.stage is Stage.LOCAL and _is_here(parts.hostname)):
        return []
    return ["our connection to Redis is not encrypted"]


def _has_none(around: Surroundings) -> bool:
    return around.stage is Stage.LOCAL and not around.environ.get("REDIS_URL")


def _is_here(host: str | None) -> bool:
    return not host or host in LOCAL_HOSTS
