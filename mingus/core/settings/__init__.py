"""Every setting Mingus reads, in one frozen object, checked once at start-up. Values of secrets are never printed.

`load(environ)` gives `Settings` or names every fault at once (exit code 78). `SCHEMA` says of each setting what it
means, whether it is secret, where it is required and what shape it has; documents and checks read it.
"""

from mingus.core.settings.current import current, link, sends_mail, use
from mingus.core.settings.declaring import ENVIRONMENTS, STRICT, Environment
from mingus.core.settings.groups.web import MAX_UPLOAD_BYTES
from mingus.core.settings.loading import Fault, Found, WrongSettings, environment_of, faults, gather, load
from mingus.core.settings.model import Settings
from mingus.core.settings.schema import BY_NAME, SCHEMA, Setting
from mingus.core.settings.shapes import decode_key
from mingus.core.settings.strength import weakness

__all__ = [
    "BY_NAME",
    "ENVIRONMENTS",
    "MAX_UPLOAD_BYTES",
    "SCHEMA",
    "STRICT",
    "Environment",
    "Fault",
    "Found",
    "Setting",
    "Settings",
    "WrongSettings",
    "current",
    "decode_key",
    "environment_of",
    "faults",
    "gather",
    "link",
    "load",
    "sends_mail",
    "use",
    "weakness",
]
