"""Events about the installation itself: recorded in the system's chain."""

from dataclasses import dataclass

from mingus.core.events import Event


@dataclass(frozen=True)
class KeysRotated(Event):
    """This many data keys were moved to the root key with the id `kid`."""

    kid: str
    count: int
