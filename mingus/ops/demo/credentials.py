"""How one signs in to the demonstration: the same for a home from its first `mingus run --demo` on."""

import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from mingus.ops import envfile

EMAIL: Final = "demo@mingus.example"
_WORD_LIST: Final = (
    "amber anchor basil beacon birch bridge cedar clover coral copper cotton crane ember fable fern harbor hazel "
    "indigo island ivory juniper lantern linen maple marble meadow mosaic nectar olive orchid paper pebble pepper "
    "prairie quartz raven ribbon river saffron sage silver sorrel spruce thunder timber topaz velvet violet walnut "
    "willow"
)
WORDS: Final = tuple(_WORD_LIST.split())
WORD_COUNT: Final = 5


@dataclass(frozen=True, slots=True)
class Credentials:
    """An e-mail address and the password that goes with it."""

    email: str
    password: str = field(repr=False)


def ensure(home: Path) -> Credentials:
    """The credentials of this home; the password is made on first use and kept for the home's owner alone."""
    return Credentials(EMAIL, envfile.ensure(path(home), {"DEMO_PASSWORD": _password})["DEMO_PASSWORD"])


def forget(home: Path) -> None:
    """Delete the file; the next demonstration gets a new password."""
    path(home).unlink(missing_ok=True)


def path(home: Path) -> Path:
    """The file, which only its owner may read."""
    return home / "secrets" / "demo.env"


def _password() -> str:
    """Five words and a number, easy to type from a terminal: about 38 bits, behind a limit on wrong tries."""
    return "-".join([*(secrets.choice(WORDS) for _ in range(WORD_COUNT)), f"{secrets.randbelow(1000):03}"])
