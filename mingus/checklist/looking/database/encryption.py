"""Whether nobody can listen between Mingus and its database. On one and the same machine nothing crosses a network."""

from collections.abc import Iterator
from typing import Final

from mingus.checklist.looking.database.asking import asking, is_here, leads_here, options_of
from mingus.checklist.rules import Finding, Stage, failed, judged, not_applicable, passed, warned
from mingus.checklist.surroundings import Surroundings
from mingus.ops import schema

MODERN: Final = frozenset({"TLSv1.2", "TLSv1.3"})
ENCRYPTS_ONLY: Final = frozenset({"require", "verify-ca"})
ADDRESSES: Final = ("DATABASE_URL", "DATABASE_DIRECT_URL")
ON_THIS_MACHINE: Final = "the database is on this machine, over a socket or the loopback: nothing crosses a network"


def address_demands_tls(around: Surroundings) -> Finding:
    """The addresses take nothing but a server whose certificate was checked: sslmode=verify-full."""
    around.setting("DATABASE_URL")
    addresses = {name: around.environ[name] for name in ADDRESSES if around.environ.get(name)}
    if around.stage is Stage.LOCAL and all(leads_here(url) for url in addresses.values()):
        return not_applicable(ON_THIS_MACHINE)
    modes = {name: str(options_of(url).get("sslmode") or "none") for name, url in addresses.items()}
    open_ones = [
        f"{name} has sslmode={mode}" for name, mode in modes.items() if mode not in {*ENCRYPTS_ONLY, "verify-full"}
    ]
    if open_ones:
        return judged(open_ones, "")
    lax = [f"{name} has sslmode={mode}" for name, mode in modes.items() if mode != "verify-full"]
    if lax:
        return warned(f"{'; '.join(lax)}: encrypted, but nobody checks that it is the right server")
    return passed(f"{' and '.join(modes)} with sslmode=verify-full", addresses=len(modes))


def connection_is_encrypted(around: Surroundings) -> Finding:
    """Our own connection speaks TLS 1.2 or newer."""
    with asking(around) as connection:
        found = schema.tls(connection)
        if not found.is_encrypted:
            if around.stage is Stage.LOCAL and is_here(connection):
                return not_applicable(ON_THIS_MACHINE)
            return failed("our connection to the database is not encrypted")
    return judged(too_old(found.version), f"our connection speaks {found.version}", protocol=found.version)


def too_old(version: str) -> list[str]:
    """The fault of a connection that speaks what nobody should any more."""
    return [] if version in MODERN else [f"our connection speaks {version or 'an unknown protocol'}"]


def every_connection_is_encrypted(around: Surroundings) -> Finding:
    """Nobody else is connected to this database in the clear, as far as we may look."""
    with asking(around) as connection:
        found = schema.tls(connection)
        if around.stage is Stage.LOCAL and not found.is_encrypted and is_here(connection):
            return not_applicable(ON_THIS_MACHINE)
    return judged(
        _in_the_clear(found),
        f"{found.encrypted} connections, all encrypted; {found.unseen} belong to roles we may not look at",
        encrypted=found.encrypted,
        unseen=found.unseen,
    )


def _in_the_clear(found: schema.Tls) -> Iterator[str]:
    if found.unencrypted:
        yield f"{found.unencrypted} connections over a network are not encrypted"
    if not found.encrypted:
        yield "not one connection is encrypted"
