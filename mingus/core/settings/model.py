"""`Settings`: what one process runs with, frozen. Its groups declare the fields."""

from pydantic import ConfigDict

from mingus.core.settings.declaring import STRICT
from mingus.core.settings.groups import (
    Application,
    Database,
    Files,
    Limits,
    Mail,
    Observing,
    Passwords,
    Redis,
    Secrets,
    Sessions,
    Vendors,
    Web,
)


# Python hands down fields from the last base to the first, and `flask_env` must be validated before all others.
class Settings(
    Vendors, Mail, Observing, Files, Limits, Web, Passwords, Sessions, Redis, Database, Secrets, Application
):
    """What one process runs with. Field names are the environment's variable names in small letters."""

    model_config = ConfigDict(
        defer_build=False, frozen=True, extra="forbid", hide_input_in_errors=True, validate_default=True
    )

    @property
    def secure(self) -> bool:
        """Whether people reach Mingus over TLS, so that cookies may carry Secure and the __Host- prefix."""
        if self.session_cookie_secure is None:
            return self.public_url.startswith("https://")
        return self.session_cookie_secure

    @property
    def is_strict(self) -> bool:
        """Whether strangers use it, so that nothing is taken on trust: in staging and production."""
        return self.flask_env in STRICT

    @property
    def debugging(self) -> bool:
        """Whether either switch of Flask's debug mode is on."""
        return self.debug or self.flask_debug

    @property
    def direct_url(self) -> str:
        """Past the pooler: for workers and migrations, which hold sessions."""
        return self.database_direct_url or self.database_url

    @property
    def pooled(self) -> bool:
        """Whether DATABASE_URL leads through a pooler, which hands one server connection to many of ours."""
        return bool(self.database_direct_url) and self.database_direct_url != self.database_url
