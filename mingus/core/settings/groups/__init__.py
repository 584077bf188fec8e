"""The settings by what they are for, in the order of `.env.example`. Each declares; none decides."""

from pydantic import BaseModel

from mingus.core.settings.groups.application import Application, Passwords, Secrets, Sessions
from mingus.core.settings.groups.data import Database, Redis
from mingus.core.settings.groups.files import Files
from mingus.core.settings.groups.observing import Observing
from mingus.core.settings.groups.vendors import Mail, Vendors
from mingus.core.settings.groups.web import Limits, Web

GROUPS: tuple[type[BaseModel], ...] = (
    Application,
    Secrets,
    Database,
    Redis,
    Sessions,
    Passwords,
    Web,
    Files,
    Limits,
    Observing,
    Mail,
    Vendors,
)

__all__ = [
    "GROUPS",
    "Application",
    "Database",
    "Files",
    "Limits",
    "Mail",
    "Observing",
    "Passwords",
    "Redis",
    "Secrets",
    "Sessions",
    "Vendors",
    "Web",
]
