"""Assembles the application from its packages. Imported by the entrances (`wsgi`, `worker`, `cli`) alone."""

import sys
from logging import getLevelNamesMapping

from apiflask import APIFlask
from flask import Blueprint

from mingus import (
    advice,
    articles,
    assessments,
    checkins,
    dashboard,
    goals,
    identity,
    ledger,
    letters,
    messaging,
    ops,
    privacy,
    profile,
    uploads,
)
from mingus.core import (
    assets,
    cache,
    compression,
    crypto,
    db,
    logs,
    metrics,
    openapi,
    pacing,
    security,
    security_events,
    web,
)
from mingus.core import settings as configuration
from mingus.core.errors import ConfigurationError
from mingus.core.settings import STRICT, Settings
from mingus.core.waiting import Waiting

PACKAGES = (
    uploads,
    messaging,
    identity,
    privacy,
    profile,
    ledger,
    goals,
    assessments,
    checkins,
    articles,
    advice,
    dashboard,
    letters,
    ops,
)


def create_app(settings: Settings) -> APIFlask:
    """The whole web application. Raises ConfigurationError, naming the fault, when it must not start."""
    prepare(settings)
    return assemble(settings)


def assemble(settings: Settings) -> APIFlask:
    """The application's parts put together, without a look at its database; `create_app` looks first."""
    app = web.create("mingus", settings)
    pacing.shield(app, settings)
    security.install(app, settings, identity.authenticate)
    pacing.install(app)
    assets.install(app)
    openapi.install(app)
    compression.install(app)
    for door in doors():
        app.register_blueprint(door)
    metrics.install(app, db.engine())
    return app


def prepare(settings: Settings, *, pool_size: int | None = None, patient: bool = False) -> None:
    """What every process needs before it works: logs, database, keys that fit the database.

    A `patient` process may wait long for the database. Raises ConfigurationError.
    """
    write_logs(settings)
    waiting = Waiting.of(settings, patient=patient)
    db.connect(settings.database_url, pool_size=pool_size or settings.database_pool_size, waiting=waiting)
    cache.use(settings)
    configuration.use(settings)
    ring = crypto.use(settings)
    with db.transaction(db.GLOBAL) as session:
        ring.check(session)
        if settings.flask_env in STRICT and identity.demonstration.households(session):
            raise ConfigurationError(
                f"This database holds a demonstration household, which {settings.flask_env} refuses."
                " Remove it with: mingus demo remove"
            )
    security_events.emit("sys_crypto_key_use", kid=ring.kid)


def write_logs(settings: Settings) -> None:
    """Logs of web and worker go to stdout, which the platform keeps and rotates; no file is written."""
    level = getLevelNamesMapping()[settings.log_level]
    logs.configure(level=level, stream=sys.stdout, secret=settings.secret_key.get_secret_value())


def doors() -> list[Blueprint]:
    """Every package's blueprints, lower layers first."""
    return [door for package in PACKAGES for door in getattr(package, "DOORS", ())]
