"""A whole production configuration with made-up but strong secrets, for tests that boot it or break it in one place."""

import hashlib
from collections.abc import Mapping
from typing import Final


def made_up(name: str, length: int = 64) -> str:
    """Hexadecimal digits that look random and are the same in every run."""
    return hashlib.sha256(f"made up for tests: {name}".encode()).hexdigest()[:length]


REQUIRED: Final[Mapping[str, str]] = {
    "FLASK_ENV": "production",
    "PUBLIC_URL": "https://mingus.example",
    "SECRET_KEY": made_up("SECRET_KEY"),
    "JWT_SECRET_KEY": made_up("JWT_SECRET_KEY"),
    "FIELD_ENCRYPTION_KEY": made_up("FIELD_ENCRYPTION_KEY"),
    "DATABASE_URL": "postgresql://mingus_app@db.mingus.example:5432/mingus?sslmode=verify-full&sslrootcert=system",
    "REDIS_URL": "rediss://cache.mingus.example:6380/0",
}

OPTIONAL: Final[Mapping[str, str]] = {
    "DEBUG": "false",
    "FLASK_DEBUG": "false",
    "DATABASE_DIRECT_URL": "postgresql://mingus_app@db.mingus.example:5433/mingus?sslmode=verify-full",
    "SESSION_COOKIE_SECURE": "true",
    "SESSION_COOKIE_HTTPONLY": "true",
    "SESSION_COOKIE_SAMESITE": "Strict",
    "GIT_SHA": made_up("GIT_SHA", 40),
    "METRICS_TOKEN": made_up("METRICS_TOKEN"),
    "SENTRY_DSN": f"https://{made_up('SENTRY_DSN', 32)}@errors.mingus.example/1",
    "SECURITY_CONTACT": "mailto:security@mingus.example",
    "SMTP_URL": "smtps://mingus@mail.mingus.example:465",
    "MAIL_FROM": "mingus@mingus.example",
    "OPERATOR_EMAIL": "operator@mingus.example",
    "STRIPE_SECRET_KEY": "rk_live_" + made_up("STRIPE_SECRET_KEY", 32),
    "STRIPE_PUBLISHABLE_KEY": "pk_live_" + made_up("STRIPE_PUBLISHABLE_KEY", 32),
    "STRIPE_WEBHOOK_SECRET": "whsec_" + made_up("STRIPE_WEBHOOK_SECRET", 32),
    "RESEND_API_KEY": "re_" + made_up("RESEND_API_KEY", 24),
    "TWILIO_ACCOUNT_SID": "AC" + made_up("TWILIO_ACCOUNT_SID", 32),
    "TWILIO_AUTH_TOKEN": made_up("TWILIO_AUTH_TOKEN", 32),
    "OPENAI_API_KEY": "sk-" + made_up("OPENAI_API_KEY", 40),
    "PLAID_CLIENT_ID": made_up("PLAID_CLIENT_ID", 24),
    "PLAID_SECRET": made_up("PLAID_SECRET", 30),
    "PLAID_ENV": "production",
    "DIGITALOCEAN_TOKEN": "dop_v1_" + made_up("DIGITALOCEAN_TOKEN"),
}

COMPLETE: Final[Mapping[str, str]] = {**REQUIRED, **OPTIONAL}
