"""The command `mingus run`."""

import os
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

import click

from mingus.core import settings
from mingus.core.assets import Manifest
from mingus.core.assets.serving import DIST
from mingus.ops import home as homes
from mingus.ops.progress import Progress
from mingus.ops.run import Run
from mingus.ops.run import run as serve


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on; 0.0.0.0 for all.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, envvar="PORT", show_default=True, show_envvar=True)
@click.option("--home", "named_home", type=click.Path(path_type=Path), help="The folder of data, secrets and logs.")
@click.option("--demo", is_flag=True, help="Add a demonstration household and print its sign-in.")
def run(host: str, port: int, named_home: Path | None, *, demo: bool) -> None:
    """Start the database, the web and the worker, and serve until Ctrl-C."""
    progress = Progress()
    Manifest.read(DIST)  # the web would end without it, again and again, and only its log would say why

    def prepare(environ: Mapping[str, str]) -> Mapping[str, str]:
        settings.load(environ)  # every fault at once, and before anything is started that would only repeat it
        return _demonstration(environ, progress) if demo else {}

    folder = homes.resolve(named_home, os.environ)
    serve(Run(home=folder, host=host, port=port, environ=os.environ, prepare=prepare), progress)


def _demonstration(environ: Mapping[str, str], progress: Progress) -> Mapping[str, str]:
    demo = import_module("mingus.ops.demo")  # made of all packages' services; costs nothing unless asked for
    with progress.step("Making the demonstration household", "Demonstration household ready"):
        credentials = demo.ensure(settings.load(environ))
    return {"Sign in as": credentials.email, "Password": credentials.password}
