"""What every command about evidence needs: the store of a home, the tree it speaks of, who is who."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

import mingus
from mingus.checklist import boxes, catalogue
from mingus.core import evidence
from mingus.core.errors import Refused, UsageError
from mingus.ops import home as homes

Command = Callable[..., Any]

home_option = click.option("--home", type=click.Path(path_type=Path), help="The folder of data, secrets and evidence.")
tree_option = click.option(
    "--tree", type=click.Path(exists=True, file_okay=False, path_type=Path), help="The checkout it is about."
)


def store_of(home: Path | None, trusted: tuple[Path, ...] = ()) -> evidence.Store:
    """The evidence of the home that is meant."""
    return evidence.of_home(homes.resolve(home, os.environ), os.environ, trusted=trusted)


def root_of(tree: Path | None) -> Path:
    """The checkout that is meant: the one this program runs from, unless another is named."""
    return tree or Path(mingus.__file__).parents[1]


def known_id(box_id: str) -> str:
    """The id, if there is such a box. Raises UsageError."""
    if not evidence.is_id(box_id) or not catalogue.is_known(box_id):
        raise UsageError(f"There is no box {box_id[:40]!r}. `mingus checklist list` shows them all.")
    return box_id


def titles() -> dict[str, str]:
    """The title of every box by its id."""
    return {box.id: box.title for box in boxes.every_box()}


def one_line(text: str) -> str:
    """`text` as a record may say it: in one line, without characters that can't be printed."""
    said = "".join(character if character.isprintable() else " " for character in text).strip()
    if not said:
        raise Refused("A statement needs words.")
    return said
