"""The command `mingus`: collects every package's commands and turns errors into a sentence and an exit code."""

import logging
import os
import sys
from importlib import import_module

import click

from mingus.core import logs
from mingus.core.errors import MingusError

USAGE_EXIT_CODE = 64  # EX_USAGE of sysexits.h


PACKAGES = ("ops", "privacy", "identity", "messaging", "ledger", "assessments", "articles", "advice", "checklist")


class Commands(click.Group):
    """Reads one package after the other until the command that was typed is there: whoever runs one need not wait."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        for package in PACKAGES:
            if cmd_name in self.commands:
                break
            _collect(package)
        return super().get_command(ctx, cmd_name)

    def list_commands(self, ctx: click.Context) -> list[str]:
        _collect()
        return super().list_commands(ctx)


@click.group(cls=Commands)
@click.version_option(package_name="mingus")
@click.option("--home", type=click.Path(file_okay=False), envvar="MINGUS_HOME", help="The folder of data and secrets.")
def commands(home: str | None) -> None:
    """Mingus: personal finance for people who want to build wealth with the money they earn."""
    if home:
        os.environ["MINGUS_HOME"] = home


def main() -> None:
    """Run the command line. Bad usage exits 64, bad data 65, bad configuration 78, each with a sentence on stderr."""
    logs.configure(level=logging.WARNING, is_lasting=False)
    try:
        _provide()
        commands.main(standalone_mode=False)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.Abort:
        sys.stderr.write("Stopped.\n")
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(USAGE_EXIT_CODE if isinstance(error, click.UsageError) else 1)
    except MingusError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(error.exit_code)
    except Exception as error:
        if os.environ.get("MINGUS_DEBUG"):
            raise
        # Its text may hold a statement with people's data in it, so the kind of the error has to do.
        kind = type(error).__name__
        sys.stderr.write(f"Mingus did not expect this ({kind}), and has stopped. MINGUS_DEBUG=1 shows where.\n")
        sys.exit(MingusError.exit_code)


def _provide() -> None:
    from mingus import ops
    from mingus.core import command

    command.provide(ops.PROVIDER())


def _collect(*packages: str) -> None:
    for package in packages or PACKAGES:
        for found in getattr(import_module(f"mingus.{package}"), "COMMANDS", list)():
            commands.add_command(found)
