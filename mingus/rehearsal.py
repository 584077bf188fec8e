"""The entrance for looking at: assembles the web application as this environment would run it, and prints what it is.

`python -m mingus.rehearsal` serves nobody and connects to nothing. The checklist starts it with a complete production
environment, in a process of its own, and reads its one JSON object; a configuration that is refused exits 78.
"""

import contextlib
import io
import logging
import os
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import asdict
from datetime import timedelta
from typing import Any

import orjson
import structlog
from apiflask import APIFlask
from flask import g
from werkzeug import exceptions

from mingus.core.policy import exemptions, policies
from mingus.core.settings import Settings, refusals
from mingus.core.waiting import Waiting

HANDLED = (400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503)
CANARY = "canary-4c1d"  # stands in an error that nobody foresaw, and must be seen by nobody
REQUEST_ID = "rehearsal-0001"
MAX_SAID_BYTES = 64 * 1024
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
PASSWORDS = {
    "14 characters": "quartz onyx el",
    "15 small letters": "quartz onyx elm",
    "64 characters": "quartz onyx elm and fourteen more words that nobody says at once",
    "a favourite, twice": "Sunshine Sunshine",
}
LEAKED = PASSWORDS["64 characters"]
LEAK_SOURCES = ("password_breaches_file", "password_range_url")
COOKIE_SETTINGS = ("SESSION_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE", "SESSION_COOKIE_NAME")


def main() -> None:
    """Print the facts; exit 78 with every fault on stderr when this environment must not start."""
    from mingus.app import assemble, write_logs
    from mingus.core import crypto, db, settings
    from mingus.core.errors import ConfigurationError

    try:
        loaded = settings.load(os.environ)
        write_logs(loaded)
        db.connect(loaded.database_url, pool_size=loaded.database_pool_size, waiting=Waiting.of(loaded))
        crypto.use(loaded)
        app = assemble(loaded)
        found = {**facts(app), **_refused(os.environ), "said": said_by(app, loaded.public_url)}
    except ConfigurationError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(error.exit_code)
    sys.stdout.buffer.write(orjson.dumps(found, default=str) + b"\n")


def facts(app: APIFlask) -> dict[str, Any]:
    """What an inspector may know of an application: switches, routes, handlers, logs, pool, what was imported."""
    return {
        "debug": app.debug,
        "testing": app.testing,
        "config": {name: app.config.get(name) for name in ("DEBUG", "PROPAGATE_EXCEPTIONS", *COOKIE_SETTINGS)},
        "routes": [
            {"rule": rule.rule, "endpoint": rule.endpoint, "methods": sorted(rule.methods or ())}
            for rule in app.url_map.iter_rules()
        ],
        "policies": [asdict(policy) for policy in policies(app)],
        "csrf_exemptions": exemptions(app),
        "handled": sorted({code for code in app.error_handler_spec[None] if code is not None}),
        "handled_classes": sorted(kind.__name__ for kind in app.error_handler_spec[None].get(None, {})),
        "errors": _errors(app),
        "pool": _pool(),
        "log": {
            "level": logging.getLevelName(logging.getLogger().getEffectiveLevel()),
            "handlers": _handlers(),
            "first": _first(),
            **_own_log(),
            "files": _files(),
        },
        "sign_in": _sign_in(app),
        "second_factor": _second_factor(),
        "modules": sorted({name.partition(".")[0] for name in sys.modules}),
    }


def _errors(app: APIFlask) -> list[dict[str, Any]]:
    """What people and programs are answered for every status that can go wrong, and for what nobody thought of."""
    raised: list[Exception] = [exceptions.default_exceptions[status]() for status in HANDLED]
    raised.append(ValueError(CANARY))
    return [_answered(app, error, accept) for error in raised for accept in ("text/html", "application/json")]


def _answered(app: APIFlask, error: Exception, accept: str) -> dict[str, Any]:
    with app.test_request_context("/", headers={"Accept": accept}):
        g.request_id = REQUEST_ID
        answer = app.make_response(app.handle_user_exception(error))
    text = answer.get_data(as_text=True)
    return {
        "raised": getattr(error, "code", None) or 500,
        "foreseen": not isinstance(error, ValueError),
        "status": answer.status_code,
        "type": answer.mimetype,
        "asked_for": accept,
        "shows_request_id": REQUEST_ID in text,
        "leaks": any(leak in text for leak in (CANARY, "Traceback", "site-packages")),
    }


def _refused(environ: Mapping[str, str]) -> dict[str, Any]:
    tried = (refusals.refusals, refusals.unsafe, refusals.empty)
    return {attempt.__name__: attempt(environ) for attempt in tried}


def said_by(app: APIFlask, public_url: str) -> list[str]:
    """The lines that reach stdout, and so the log, while a request is answered and secrets are logged by mistake."""
    with tempfile.TemporaryFile() as kept:
        sys.stdout.flush()
        own = os.dup(sys.stdout.fileno())
        os.dup2(kept.fileno(), sys.stdout.fileno())
        try:
            _speak(app, public_url)
            sys.stdout.flush()
        finally:
            os.dup2(own, sys.stdout.fileno())
            os.close(own)
        kept.seek(0)
        return kept.read(MAX_SAID_BYTES).decode(errors="replace").splitlines()


def _speak(app: APIFlask, public_url: str) -> None:
    """Every place a secret slips in by: an address, a header, a field, a library's words, an error's."""
    client = app.test_client()
    client.get("/health/live?token=canary-1", headers={"Authorization": "Bearer canary-2"}, base_url=public_url)
    structlog.get_logger().warning("by mistake", password="canary-3", found={"email": "canary-4"})  # noqa: S106 - fed to the mask
    logging.getLogger("a.library").warning("sent to %s with password=%s", "canary@example.com", "canary-5")
    try:
        raise ValueError("canary-6")
    except ValueError as error:
        structlog.get_logger().error("by mistake", exc_info=error)


def _pool() -> dict[str, Any]:
    from mingus.core import db

    pool = db.engine().pool
    return {
        "kind": type(pool).__name__,
        "size": getattr(pool, "size", int)(),
        "overflow": getattr(pool, "_max_overflow", 0),
        "recycle_seconds": getattr(pool, "_recycle", -1),
        "echo": bool(db.engine().echo),
        **_asked_of_a_connection(),
    }


def _asked_of_a_connection() -> dict[str, Any]:
    """What a new connection would be opened with; none is."""
    from sqlalchemy import event

    from mingus.core import db

    def instead(_dialect: object, _record: object, _words: object, options: dict[str, Any]) -> None:
        asked.update(options)
        raise InterruptedError

    asked: dict[str, Any] = {}
    event.listen(db.engine(), "do_connect", instead)
    with contextlib.suppress(InterruptedError):
        db.engine().connect()
    event.remove(db.engine(), "do_connect", instead)
    return {"connect_seconds": asked.get("connect_timeout", 0), "options": asked.get("options", "")}


def _own_log() -> dict[str, Any]:
    """From which level on our own logger writes, and where to."""
    ours = structlog.get_logger()
    to = getattr(structlog.get_config()["logger_factory"], "_file", None)
    return {
        "own_level": next(name for name in LEVELS if ours.is_enabled_for(logging.getLevelName(name))),
        "own_stream": str(getattr(to, "name", "")),
    }


def _sign_in(app: APIFlask) -> dict[str, Any]:
    """How long sign-ins last, which passwords are taken, and how one is hashed (without the hash)."""
    from mingus.identity import passwords, rules

    settings = app.extensions["mingus_security"][0]
    return {
        "idle_seconds": settings.session_idle_seconds,
        "absolute_seconds": settings.session_absolute_seconds,
        "takes": [name for name, password in PASSWORDS.items() if _takes(password)],
        "common": len(rules.common.COMMON),
        "looks_up_leaks": _looks_up_leaks(settings),
        "leaks_from": [name for name in LEAK_SOURCES if getattr(settings, name)],
        "hash": "$".join(passwords.hashed(PASSWORDS["15 small letters"]).split("$")[:4]),
    }


def _takes(password: str) -> bool:
    from mingus.core.errors import Refused
    from mingus.identity import rules

    try:
        rules.check_password(password)
    except Refused:
        return False
    return True


def _looks_up_leaks(settings: Settings) -> bool:
    """Whether a good password is refused once a file of leaked ones has it, and only then."""
    from mingus.core.errors import Refused
    from mingus.identity import breaches, passwords

    with tempfile.NamedTemporaryFile() as leaked:
        asked = settings.model_copy(update={"password_range_url": "", "password_breaches_file": leaked.name})
        passwords.check_new(asked, LEAKED)
        leaked.write(breaches.digits_of(LEAKED).encode() + b":1\n")
        leaked.flush()
        try:
            passwords.check_new(asked, LEAKED)
        except Refused:
            return True
    return False


def _second_factor() -> dict[str, Any]:
    """How many tries a code has, for how long the lock holds, and the codes of which steps are taken."""
    import pyotp

    from mingus.core import clock
    from mingus.identity import factor_attempts, rules

    codes_of, secret, moment = rules.one_time_codes, pyotp.random_base32(), clock.now()
    aside = {step: timedelta(seconds=step * codes_of.STEP_SECONDS) for step in range(-3, 4)}
    codes = {step: pyotp.TOTP(secret).at(moment + after) for step, after in aside.items()}
    return {
        "tries": factor_attempts.TRIES,
        "locked_seconds": int(factor_attempts.WINDOW.total_seconds()),
        "takes_steps": [
            step for step, code in codes.items() if codes_of.matching_step(secret, code, moment) is not None
        ],
    }


def _handlers() -> list[str]:
    return [f"{type(handler).__name__}:{_stream(handler)}" for handler in logging.getLogger().handlers]


def _files() -> list[dict[str, Any]]:
    """Handlers of any logger that write to a file, with the size at which it begins anew; 0 for none."""
    names = [None, *logging.root.manager.loggerDict]
    pairs = [(name or "root", handler) for name in names for handler in logging.getLogger(name).handlers]
    return [
        {"logger": name, "file": handler.baseFilename, "max_bytes": getattr(handler, "maxBytes", 0)}
        for name, handler in pairs
        if isinstance(handler, logging.FileHandler)
    ]


def _first() -> str:
    """The first link of the chain every line goes through, which must be the one that removes secrets."""
    return str(getattr(structlog.get_config()["processors"][0], "__qualname__", ""))


def _stream(handler: logging.Handler) -> str:
    stream = getattr(handler, "stream", None)
    return str(getattr(stream, "name", "")) if isinstance(stream, io.IOBase) else ""


if __name__ == "__main__":
    main()
