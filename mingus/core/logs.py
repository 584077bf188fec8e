"""Logs: one JSON object a line, events instead of prose. Never names, addresses, amounts, tokens.

A line is plain ASCII, so that nothing in a text can end it, colour a terminal, or pass for another line.
"""

import json
import logging
import re
import sys
import traceback
from collections.abc import Iterator
from typing import Any, Final

import structlog

_NEVER: Final = frozenset(
    {
        "password",
        "token",
        "authorization",
        "cookie",
        "secret",
        "email",
        "name",
        "address",
        "number",
        "iban",
        "amount",
        "minor",
        "balance",
        "payee",
        "description",
        "memo",
        "note",
    }
)
_WORDS: Final = re.compile(r"[a-z]+")
# What these say is about the program. Every other error may quote what somebody typed or what stands in a row.
_TOLD_IN_FULL: Final = (AttributeError, ImportError, NameError, NotImplementedError, TypeError)
_DEEPEST_FRAMES: Final = 30
_LONGEST_WORDS: Final = 300


def configure(*, level: int = logging.INFO) -> None:
    """Send structlog and, from warnings on, the standard library's loggers to stderr as JSON. Call once at start-up."""
    structlog.configure(
        processors=_CHAIN,
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.BytesLoggerFactory(sys.stderr.buffer),
        cache_logger_on_first_use=True,
    )
    libraries = logging.StreamHandler(sys.stderr)
    libraries.setFormatter(_LikeOurs())
    logging.basicConfig(level=logging.WARNING, handlers=[libraries], force=True)


class _LikeOurs(logging.Formatter):
    """A record of the standard library as a line of ours."""

    def format(self, record: logging.LogRecord) -> str:
        event: Any = {"event": record.getMessage(), "logger": record.name, "exc_info": record.exc_info}
        for processor in _CHAIN:
            event = processor(None, record.levelname.lower(), event)
        return bytes(event).decode()


def _told(exc_info: structlog.typing.ExcInfo) -> str:
    """The kinds of an error and its causes, and the way to each; not what they say, which may be personal."""
    return "\n".join(_story(exc_info[1]))


def _story(error: BaseException) -> Iterator[str]:
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        yield from _story(cause)
        yield "which led to"
    for inner in getattr(error, "exceptions", ()):
        yield from _story(inner)
        yield "within"
    yield f"{type(error).__module__}.{type(error).__qualname__}{_harmless(error)}"
    for frame in traceback.extract_tb(error.__traceback__, limit=-_DEEPEST_FRAMES):
        yield f"  {frame.filename}:{frame.lineno} in {frame.name}"


def _harmless(error: BaseException) -> str:
    """PostgreSQL's code and constraint, or the words of an error that is about the program alone."""
    if isinstance(error, _TOLD_IN_FULL):
        return f": {str(error)[:_LONGEST_WORDS]}"
    constraint = getattr(getattr(error, "diag", None), "constraint_name", None)
    said = " ".join(word for word in (getattr(error, "sqlstate", None), constraint) if word)
    return f": {said}" if said else ""


def _redact(_logger: object, _method: str, event: structlog.typing.EventDict) -> dict[str, Any]:
    """Whatever a caller forgot: fields named like personal ones or secrets never reach a log, however deep."""
    return {key: _redacted(key, value) for key, value in event.items()}


def _redacted(key: object, value: Any) -> Any:
    if isinstance(key, str) and not _NEVER.isdisjoint(_WORDS.findall(key.lower())):
        return "[removed]"
    if isinstance(value, dict):
        return {inner: _redacted(inner, deeper) for inner, deeper in value.items()}
    if isinstance(value, list | tuple):
        return [_redacted(None, item) for item in value]
    return value


def _as_line(_logger: object, _method: str, event: structlog.typing.EventDict) -> bytes:
    return json.dumps(event, default=str).replace("\x7f", "\\u007f").encode()


_CHAIN: Final[list[structlog.typing.Processor]] = [
    structlog.contextvars.merge_contextvars,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.ExceptionRenderer(_told),
    _redact,
    _as_line,
]
