"""From the options of a command to what checks look at."""

import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

import mingus
from mingus.checklist.looking.network import Network
from mingus.checklist.looking.tree import Tree
from mingus.checklist.rules import Stage
from mingus.checklist.surroundings import Surroundings
from mingus.core import clock
from mingus.core.errors import MingusError, UsageError
from mingus.ops import home as homes
from mingus.ops import provider


@dataclass(frozen=True)
class Where:
    """Which installation to look at, as the command line says it."""

    stage: Stage
    tree: Path | None
    home: Path | None
    offline: bool
    ca_file: Path | None = None
    leads_to: tuple[str, ...] = ()
    name_servers: tuple[str, ...] = ()


@contextmanager
def surroundings(where: Where) -> Iterator[Surroundings]:
    """Good until the block ends. At the local stage its own database is started, if there is none to look at."""
    environ: Mapping[str, str] = os.environ
    home = homes.resolve(where.home, environ)
    with ExitStack() as stack:
        if where.stage is Stage.LOCAL:
            environ = _completed(environ, home, stack)
        yield Surroundings(
            tree=Tree(where.tree or Path(mingus.__file__).parents[1]),
            home=home,
            now=clock.now(),
            stage=where.stage,
            environ=environ,
            offline=where.offline,
            network=_network(where),
        )


def _completed(environ: Mapping[str, str], home: Path, stack: ExitStack) -> Mapping[str, str]:
    """A database that can't be started is no reason to look at nothing: its boxes are then unknown."""
    try:
        return stack.enter_context(provider.complete({**environ, "MINGUS_HOME": str(home)}))
    except (MingusError, OSError) as error:
        click.echo(f"The local database is left out: {error}", err=True)
        return environ


def _network(where: Where) -> Network:
    return Network(
        ca_file=str(where.ca_file or ""),
        leads_to=dict(_lead(lead) for lead in where.leads_to),
        name_servers=tuple(_address(server, 53) for server in where.name_servers),
    )


def _lead(words: str) -> tuple[str, tuple[str, int]]:
    """`host:port=address:port`."""
    name, equals, address = words.partition("=")
    if not equals or ":" not in name:
        raise UsageError("--connect needs HOST:PORT=ADDRESS:PORT, like money.example:443=127.0.0.1:8443.")
    return name, _address(address, 0)


def _address(words: str, port: int) -> tuple[str, int]:
    host, _, given = words.rpartition(":") if ":" in words else (words, "", "")
    if given and not given.isdigit():
        raise UsageError(f"{words} is not an address and a port.")
    return host, int(given) if given else port
