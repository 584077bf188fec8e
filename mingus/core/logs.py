"""Logs: one JSON object a line, events instead of prose. Never names, addresses, amounts, tokens.

A line is plain ASCII, so that nothing in a text can end it, colour a terminal, or pass for another line.
"""

import hmac
import json
import logging
import sys
import traceback
from collections.abc import Iterator
from functools import lru_cache
from secrets import token_bytes
from types import TracebackType
from typing import Any, Final, TextIO
from uuid import UUID

import structlog

from mingus.core.masking import cleaned, masked

# What these say is about the program. Every other error may quote what somebody typed or what stands in a row.
_TOLD_IN_FULL: Final = (AttributeError, ImportError, NameError, NotImplementedError, TypeError)
_DEEPEST_FRAMES: Final = 30
_LONGEST_WORDS: Final = 300
_REFERENCE_BYTES: Final = 8

_reference_key: list[bytes] = [token_bytes(32)]
_encode: Final = json.JSONEncoder(default=str).encode


def configure(
    *, level: int = logging.INFO, stream: TextIO | None = None, secret: str = "", is_lasting: bool = True
) -> None:
    """Send structlog and, from warnings on, the standard library's loggers to `stream` (stderr) as JSON.

    Call once at start-up. `secret` keys what `user_ref` answers, so that it is the same in every process.
    `is_lasting`: loggers settle on this for good, which makes each line cheaper.
    """
    stream = stream or sys.stderr
    if secret:
        _reference_key[:] = [hmac.digest(secret.encode(), b"mingus/logs/v1", "sha256")]
    structlog.configure(
        processors=_links,
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.BytesLoggerFactory(stream.buffer),
        cache_logger_on_first_use=is_lasting,
    )
    libraries = logging.StreamHandler(stream)
    libraries.setFormatter(LikeOurs())
    logging.basicConfig(level=logging.WARNING, handlers=[libraries], force=True)
    logging.captureWarnings(capture=True)


def speak_to_the_end() -> None:
    """Let what ends this process be a line of the log too, not a bare traceback. For web and worker."""
    sys.excepthook = _last_words


def user_ref(person_id: UUID) -> str:
    """A person as logs know them: the same in every line, and nobody without the key can say who it is."""
    return _reference(_reference_key[0], person_id)


@lru_cache(maxsize=1000)
def _reference(key: bytes, person_id: UUID) -> str:
    return hmac.digest(key, person_id.bytes, "sha256")[:_REFERENCE_BYTES].hex()


def redact(_logger: object, _method: str, event: structlog.typing.EventDict) -> dict[str, Any]:
    """The first link of the chain: whatever a caller or the request's context forgot never goes further."""
    whole = {**structlog.contextvars.get_contextvars(), **event}
    return {key: value if key == "exc_info" else cleaned(key, value) for key, value in whole.items()}


class LikeOurs(logging.Formatter):
    """A record of the standard library as a line of ours."""

    def format(self, record: logging.LogRecord) -> str:
        event: Any = {"event": record.getMessage(), "logger": record.name, "exc_info": record.exc_info}
        for processor in CHAIN:
            event = processor(None, record.levelname.lower(), event)
        return bytes(event).decode()


def _last_words(_kind: type[BaseException], error: BaseException, _where: TracebackType | None) -> None:
    structlog.get_logger().critical("process ended", exc_info=error)


def _told(exc_info: structlog.typing.ExcInfo) -> str:
    """The kinds of an error and its causes, and the way to each; not what they say, which may be personal."""
    return masked("\n".join(_story(exc_info[1])))


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


def _as_line(_logger: object, _method: str, event: structlog.typing.EventDict) -> bytes:
    said = {"ts": event.pop("ts"), "level": event.pop("level"), "event": event.pop("event", ""), **event}
    return _encode(said).replace("\x7f", "\\u007f").encode()


CHAIN: Final[list[structlog.typing.Processor]] = [
    redact,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True, key="ts"),
    structlog.processors.ExceptionRenderer(_told),
    _as_line,
]
_links: list[structlog.typing.Processor] = list(CHAIN)  # one list for good: loggers that have settled look into it
