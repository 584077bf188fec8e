"""One installation as it lies there: its home, its settings, its database's address. Reading alone; nothing is made."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from mingus.core import settings
from mingus.core.errors import ConfigurationError
from mingus.ops import envfile, secrets
from mingus.ops.postgres import Role
from mingus.ops.postgres.layout import Layout, locate
from mingus.ops.postgres.roles import Urls, password_file


@dataclass(frozen=True)
class Patient:
    """What to examine. `environ` are the variables as they were given; the home's secrets are read from its files."""

    home: Path
    environ: Mapping[str, str]

    @property
    def given_database(self) -> str:
        """The address that DATABASE_URL names; '' when the database is the home's own."""
        return self.environ.get("DATABASE_URL", "")

    @cached_property
    def layout(self) -> Layout | None:
        """Where the home's own database lies; None when there is none, or it can't be looked at."""
        folder = self.home / "postgres"
        return locate(folder.resolve()) if folder.is_dir() else None

    @property
    def database_url(self) -> str:
        """Where the application signs in, for libpq; '' when nobody could say."""
        if self.given_database:
            return "postgresql://" + self.given_database.split("://", 1)[-1]
        kept = envfile.read(password_file(self.home))
        password = kept.get(f"{Role.APPLICATION.name}_PASSWORD")
        if self.layout is None or not password:
            return ""
        return Urls(self.layout.socket, {Role.APPLICATION: password}).libpq(Role.APPLICATION)

    @cached_property
    def variables(self) -> dict[str, str]:
        """The environment a process of this installation would get."""
        kept = envfile.read(secrets.path(self.home))
        local = {name: kept[name] for name in secrets.NAMES if kept.get(name) and not self.environ.get(name)}
        address = {"DATABASE_URL": self.database_url} if self.database_url else {}
        return {**self.environ, **local, **address, "MINGUS_HOME": str(self.home)}

    @property
    def lacks_secrets(self) -> bool:
        """Whether a secret is neither given nor in the home, where the first start puts it."""
        return any(not self.variables.get(name) for name in secrets.NAMES)

    def faults(self) -> list[str]:
        """Everything that is wrong with the settings, but for what the first start makes."""
        to_be_made = {name: secrets.new_secret() for name in secrets.NAMES if not self.variables.get(name)}
        database = {} if self.database_url else {"DATABASE_URL": "postgresql://"}
        try:
            settings.load({**self.variables, **to_be_made, **database})
        except ConfigurationError as error:
            return [line.strip() for line in str(error).splitlines()[1:]] or [str(error)]
        return []
