"""Logs: one JSON object a line, events instead of prose. Never names, addresses, amounts, tokens."""

import logging
import sys
from typing import Any

import orjson
import structlog

_NEVER = frozenset(
    {"password", "token", "authorization", "cookie", "secret", "email", "amount", "payee", "description"}
)


def configure(*, level: int = logging.INFO) -> None:
    """Send structlog and the standard library's loggers to stderr as JSON. Call once at start-up."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            _redact,
            structlog.processors.JSONRenderer(serializer=lambda event, **_: orjson.dumps(event, default=str)),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.BytesLoggerFactory(sys.stderr.buffer),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(
        level=logging.WARNING, stream=sys.stderr, format="%(name)s %(levelname)s %(message)s", force=True
    )


def _redact(_logger: object, _method: str, event: structlog.typing.EventDict) -> dict[str, Any]:
    """Whatever a caller forgot: fields of these names never reach a log."""
    return {key: "[removed]" if key.lower() in _NEVER else value for key, value in event.items()}
