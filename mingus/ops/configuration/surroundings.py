"""What Mingus would run with here: the environment, then the secrets of the home, then config/, then defaults."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mingus.core import settings
from mingus.core.settings import SCHEMA, STRICT, Fault, Setting
from mingus.ops import envfile, secrets

MADE_BY_RUN: Final = frozenset({"DATABASE_URL", *secrets.NAMES})
"""What `mingus run` makes for itself where it is not said."""


@dataclass(frozen=True)
class Surroundings:
    """An environment with the home's secrets in it, and which names came from their file."""

    environ: Mapping[str, str]
    from_home: frozenset[str]

    @property
    def environment(self) -> str:
        """Which environment this is."""
        return settings.environment_of(self.environ)

    def faults(self) -> list[Fault]:
        """What keeps Mingus from starting. What `mingus run` makes by itself is none, where it may."""
        makes = frozenset() if self.environment in STRICT else MADE_BY_RUN
        return [f for f in settings.faults(self.environ) if f.name not in makes or f.reason != "is not set"]

    def table(self) -> list[tuple[Setting, str, str]]:
        """Every setting with what may be shown of its value, and where that came from."""
        found = settings.gather(self.environ)
        return [(setting, _shown(setting, found[setting.name].text), self._source(setting)) for setting in SCHEMA]

    def _source(self, setting: Setting) -> str:
        found = settings.gather(self.environ)[setting.name]
        if setting.name in self.from_home:
            return "secrets/mingus.env of the home"
        return "not set" if not found.text else found.source


def look(environ: Mapping[str, str], home: Path, environment: str | None = None) -> Surroundings:
    """The surroundings of `environ` at `home`, as they would be in `environment`. Makes no file."""
    kept = envfile.read(secrets.path(home))
    from_home = frozenset(name for name in secrets.NAMES if kept.get(name) and not environ.get(name))
    whole = {**environ, **{name: kept[name] for name in from_home}}
    return Surroundings({**whole, "FLASK_ENV": environment} if environment else whole, from_home)


def _shown(setting: Setting, text: str) -> str:
    if not text or not setting.secret:
        return text
    return f"secret, {len(text)} characters"
