"""Events about the installation itself: recorded in the system's chain."""

from uuid import UUID

from mingus.core.happening import Event


class KeysRotated(Event):
    """This many data keys were moved to the root key with the id `kid`."""

    kid: str
    count: int


class OperatorMade(Event):
    """Somebody may help people (`support`) or run the installation (`operator`): said by the command line."""

    person_id: UUID
    role: str


class OperatorEnded(Event):
    person_id: UUID


class AccessOpened(Event):
    """An operator may read a household for some minutes. Recorded in that household's chain and in the system's."""

    grant_id: UUID
    of_household_id: UUID
    minutes: int


class AccessEnded(Event):
    """Before its time was over: by the actor, who is one of the household or an operator."""

    grant_id: UUID
    of_household_id: UUID
