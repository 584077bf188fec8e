"""From an environment to `Settings`, or to every fault at once. Values of secrets are never printed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from pydantic import ValidationError

from mingus.core.errors import ConfigurationError
from mingus.core.settings import plain_values
from mingus.core.settings.declaring import ENVIRONMENTS, STRICT
from mingus.core.settings.model import Settings
from mingus.core.settings.schema import BY_NAME, SCHEMA, Setting

BUILT: Final = Path(__file__).parents[2] / "static" / "dist"
LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
ENVIRONMENT, DEFAULT = "environment", "default"
_ADDRESSES: Final = frozenset({"DATABASE_URL", "DATABASE_DIRECT_URL", "REDIS_URL", "SMTP_URL", "SENTRY_DSN"})


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one setting, in words that follow its name and hold no value."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """A setting's text and where it came from: `environment`, config/{environment}.py or `default`."""

    text: str
    source: str


class WrongSettings(ConfigurationError):
    """The configuration does not do; `faults` says why, one by one."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        lines = "\n".join(f"  {fault.name}: {fault.reason}" for fault in faults)
        super().__init__(f"Mingus can't start with this configuration:\n{lines}")


def load(environ: Mapping[str, str]) -> Settings:
    """Settings from `environ`. Raises WrongSettings (exit code 78), which names every fault at once, and no value."""
    settings, found = _read(environ)
    if settings is None or found:
        raise WrongSettings(found)
    return settings


def faults(environ: Mapping[str, str]) -> tuple[Fault, ...]:
    """Everything that keeps Mingus from starting with `environ`, in the order of the schema."""
    return _read(environ)[1]


def gather(environ: Mapping[str, str]) -> dict[str, Found]:
    """Every setting's text and source, unchecked: the environment first, then config/, then the default."""
    try:
        plain: Mapping[str, str] = plain_values.read(environment_of(environ))
    except ValueError:
        plain = {}
    return {setting.name: _found(setting.name, environ, plain) for setting in SCHEMA}


def environment_of(environ: Mapping[str, str]) -> str:
    """What FLASK_ENV says; `development` when it says nothing."""
    return environ.get("FLASK_ENV") or "development"


def _found(name: str, environ: Mapping[str, str], plain: Mapping[str, str]) -> Found:
    if environ.get(name):
        return Found(environ[name], ENVIRONMENT)
    if name in plain:
        return Found(plain[name], f"config/{environment_of(environ)}.py")
    return Found(BY_NAME[name].default, DEFAULT)


def _read(environ: Mapping[str, str]) -> tuple[Settings | None, tuple[Fault, ...]]:
    values = gather(environ)
    environment = environment_of(environ)
    given = {name: found.text for name, found in values.items() if found.source != DEFAULT}
    said = [*_missing(values, environment), *_unsaid(values), *_installed(environment)]
    settings: Settings | None = None
    try:
        settings = Settings.model_validate({_key(BY_NAME[name]): text for name, text in given.items()})
    except ValidationError as error:
        missing = {fault.name for fault in said}
        said += [fault for fault in map(_fault, error.errors()) if fault.name not in missing]
    named = {fault.name for fault in said}
    said += [fault for fault in _shared(values) if fault.name not in named]
    order = {setting.name: number for number, setting in enumerate(SCHEMA)}
    return settings, tuple(sorted(said, key=lambda fault: order.get(fault.name, len(order))))


def _key(setting: Setting) -> str:
    return Settings.model_fields[setting.field].alias or setting.field


def _missing(values: Mapping[str, Found], environment: str) -> Iterator[Fault]:
    everywhere = frozenset(ENVIRONMENTS)
    for setting in SCHEMA:
        wanted = environment in setting.required_in or setting.required_in == everywhere
        if wanted and (not values[setting.name].text or values[setting.name].source == DEFAULT):
            yield Fault(setting.name, "is not set")


def _unsaid(values: Mapping[str, Found]) -> Iterator[Fault]:
    """Whoever is reached from outside must say what it is: a forgotten FLASK_ENV would make production lenient."""
    address = urlsplit(values["PUBLIC_URL"].text)
    if values["FLASK_ENV"].source == DEFAULT and address.scheme == "https" and address.hostname not in LOOPBACK:
        yield Fault("FLASK_ENV", "is not set, although PUBLIC_URL is reached from outside; say production, or another")


def _installed(environment: str) -> Iterator[Fault]:
    """What stands in this installation's folders: its plain values, and nothing that gives our sources away."""
    if environment not in ENVIRONMENTS:
        return
    try:
        plain_values.read(environment)
    except ValueError as error:
        if environment in STRICT or "is missing" not in str(error):
            yield Fault(f"config/{environment}.py", str(error))
    if environment in STRICT and (maps := sorted(file.name for file in BUILT.glob("**/*.map"))):
        yield Fault("mingus/static/dist", f"holds source maps, which {environment} refuses ({', '.join(maps)})")


def _fault(error: Any) -> Fault:
    setting = BY_NAME[str(error["loc"][0]).upper()]
    if error["type"] == "value_error":
        return Fault(setting.name, str(error["ctx"]["error"]))
    return Fault(setting.name, f"must be {setting.shape}")


def _shared(values: Mapping[str, Found]) -> Iterator[Fault]:
    """A secret that stands under two names: who learns one has both."""
    first: dict[str, str] = {}
    for setting in SCHEMA:
        text = values[setting.name].text
        if setting.secret and text and setting.name not in _ADDRESSES:
            owner = first.setdefault(text, setting.name)
            if owner != setting.name:
                yield Fault(setting.name, f"must differ from {owner}")
