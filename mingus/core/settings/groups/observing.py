"""Logs, figures, error reports, and whom to tell about a hole."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field, SecretStr

from mingus.core.settings.declaring import Rule, Shape, plain, secret
from mingus.core.settings.groups.application import DECLARES
from mingus.core.settings.shapes import Random
from mingus.core.settings.strict import hard_to_guess, quiet


class Observing(BaseModel):
    """Logs, metrics, errors"""

    model_config = DECLARES

    log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], Rule(quiet)] = plain(
        "The least important event that is logged.", "INFO"
    )
    metrics_token: Annotated[Random, Rule(hard_to_guess)] = secret(
        "Whoever reads /metrics sends it as a bearer token. Without it only programs of this machine may.",
        SecretStr(""),
    )
    sentry_dsn: Annotated[
        SecretStr, Shape("https://key@host/project", r"https?://[0-9A-Za-z]+(:[0-9A-Za-z]+)?@[\w.:-]+(/[\w-]+)*/\d+")
    ] = secret(
        "Where unexpected errors are reported, without personal data. Unset, nothing is sent.",
        SecretStr(""),
        example="https://key@errors.example.com/1",
    )
    sentry_traces_sample_rate: Annotated[float, Field(ge=0, le=1), Shape("a number from 0 to 1")] = plain(
        "Which part of the requests is measured for Sentry; 0.05 is one in twenty.", 0.05
    )
    evidence_trusted_keys: Annotated[
        str,
        Shape("public keys of 64 hexadecimal digits, with commas between them", r"[0-9a-f]{64}([\s,]+[0-9a-f]{64})*"),
    ] = plain("Whose evidence the checklist believes, besides this installation's own.", "")
    security_contact: Annotated[
        str, Shape("mailto: and an address, or an https:// address", r"mailto:[^@\s]+@[^@\s]+|https://\S+")
    ] = plain(
        "Whom to tell about a security hole: published in /.well-known/security.txt.",
        "",
        example="mailto:security@example.com",
    )
