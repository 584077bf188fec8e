"""The command `mingus`: collects every package's commands and turns errors into a sentence and an exit code."""

import sys

import click

from mingus.core.errors import MingusError

USAGE_EXIT_CODE = 64  # EX_USAGE of sysexits.h


@click.group()
@click.version_option(package_name="mingus")
def commands() -> None:
    """Mingus: personal finance for people who want to build wealth with the money they earn."""


def main() -> None:
    """Run the command line. Bad usage exits 64, bad data 65, bad configuration 78, each with a sentence on stderr."""
    _collect()
    try:
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


def _collect() -> None:
    from mingus import identity, ledger, ops

    for package in (ops, identity, ledger):
        for command in getattr(package, "COMMANDS", list)():
            commands.add_command(command)
