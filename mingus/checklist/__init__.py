"""The deployment checklist: 246 boxes that check themselves, their evidence, and their reports."""

import click

__all__ = ["COMMANDS"]


def COMMANDS() -> list[click.Command]:  # noqa: N802 - beside DOORS; a function, so that the web loads no command
    """`mingus checklist` and `mingus evidence`."""
    from mingus.checklist.cli.checklist import checklist
    from mingus.checklist.cli.evidence import evidence

    return [checklist, evidence]
