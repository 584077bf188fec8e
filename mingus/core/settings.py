"""Every setting Mingus reads, in one frozen object, checked once at start-up. Values of secrets are never printed."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator, model_validator

from mingus.core.errors import ConfigurationError

MIN_SECRET_CHARACTERS = 32
MAX_UPLOAD_BYTES = 50 * 1024 * 1024


class Settings(BaseModel):
    """What one process runs with. Field names are the environment's variable names in small letters."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    flask_env: Literal["development", "testing", "staging", "production"] = "development"
    database_url: str = Field(repr=False)  # these three hold a password
    database_direct_url: str = Field(default="", repr=False)
    redis_url: str = Field(default="", repr=False)
    public_url: str = "http://127.0.0.1:8000"
    home: Path = Field(default=Path(".mingus"), alias="mingus_home")
    secret_key: SecretStr
    jwt_secret_key: SecretStr
    field_encryption_key: SecretStr
    field_encryption_keys_old: SecretStr = SecretStr("")
    trusted_proxies: int = Field(default=0, ge=0, le=5)
    max_upload_bytes: int = Field(default=MAX_UPLOAD_BYTES, ge=1024)
    metrics_token: SecretStr = SecretStr("")
    security_contact: str = ""
    git_sha: str = ""
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    @field_validator("database_url", "database_direct_url")
    @classmethod
    def _speaks_psycopg(cls, url: str) -> str:
        """SQLAlchemy needs the driver in the address; people and hosts write postgres://."""
        for scheme in ("postgres://", "postgresql://"):
            if url.startswith(scheme):
                return "postgresql+psycopg://" + url.removeprefix(scheme)
        if url and not url.startswith("postgresql+psycopg://"):
            raise ValueError("must start with postgresql://")
        return url

    @field_validator("secret_key", "jwt_secret_key", "field_encryption_key")
    @classmethod
    def _is_long_enough(cls, secret: SecretStr) -> SecretStr:
        if len(secret.get_secret_value()) < MIN_SECRET_CHARACTERS:
            raise ValueError(f"must have at least {MIN_SECRET_CHARACTERS} characters")
        return secret

    @model_validator(mode="after")
    def _secrets_differ(self) -> Self:
        secrets = {s.get_secret_value() for s in (self.secret_key, self.jwt_secret_key, self.field_encryption_key)}
        if len(secrets) < 3:
            raise ValueError("SECRET_KEY, JWT_SECRET_KEY and FIELD_ENCRYPTION_KEY must differ from each other")
        return self

    @property
    def secure(self) -> bool:
        """Whether people reach Mingus over TLS, so that cookies may carry Secure and the __Host- prefix."""
        return self.public_url.startswith("https://")

    @property
    def direct_url(self) -> str:
        """Past the pooler: for workers and migrations, which hold sessions."""
        return self.database_direct_url or self.database_url


def load(environ: Mapping[str, str]) -> Settings:
    """Settings from `environ`. Raises ConfigurationError that names every fault at once, and no value."""
    known = {name: environ[name.upper()] for name in _variables() if environ.get(name.upper())}
    try:
        return Settings.model_validate(known)
    except ValidationError as error:
        faults = "\n".join(f"  {_variable(fault['loc'])}{_reason(fault['msg'])}" for fault in error.errors())
        raise ConfigurationError(f"Mingus can't start with this configuration:\n{faults}") from None


def _variables() -> list[str]:
    return [field.alias or name for name, field in Settings.model_fields.items()]


def _variable(location: tuple[int | str, ...]) -> str:
    return f"{str(location[0]).upper()}: " if location else ""


def _reason(message: str) -> str:
    return "is not set" if message == "Field required" else message.removeprefix("Value error, ")
