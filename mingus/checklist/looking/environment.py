"""The environment of the stage as Mingus would read it: variables first, then config/, then defaults."""

from mingus.checklist.rules import Stage
from mingus.checklist.surroundings import Surroundings
from mingus.core import settings

ON = frozenset({"true", "1", "yes", "on", "t", "y"})
OFF = frozenset({"false", "0", "no", "off", "f", "n"})


def effective(around: Surroundings, name: str) -> str:
    """What a setting is in the end. Missing where this is not the environment of the stage that is asked about."""
    if around.stage is not Stage.LOCAL:
        around.setting("FLASK_ENV")
    return settings.gather(around.environ)[name].text


def faults_of(around: Surroundings, *names: str) -> list[str]:
    """Why Mingus would not start at this stage because of these settings, in words that hold no value."""
    environ = around.environ
    if around.stage is not Stage.LOCAL:
        environ = {**environ, "FLASK_ENV": around.stage.value}
    return [f"{fault.name} {fault.reason}" for fault in settings.faults(environ) if fault.name in names]
