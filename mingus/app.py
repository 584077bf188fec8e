"""Assembles the application from its packages. Imported by the entrances (`wsgi`, `worker`, `cli`) alone."""

from apiflask import APIFlask
from flask import Blueprint

from mingus import dashboard, goals, identity, ledger, ops, uploads
from mingus.core import assets, compression, crypto, db, logs, openapi, security, web
from mingus.core.settings import Settings

PACKAGES = (uploads, identity, ledger, goals, dashboard, ops)


def create_app(settings: Settings) -> APIFlask:
    """The whole web application. Raises ConfigurationError, naming the fault, when it must not start."""
    prepare(settings)
    return assemble(settings)


def assemble(settings: Settings) -> APIFlask:
    """The application's parts put together, without a look at its database; `create_app` looks first."""
    app = web.create("mingus", settings)
    security.install(app, settings, identity.authenticate)
    assets.install(app)
    openapi.install(app)
    compression.install(app)
    for door in doors():
        app.register_blueprint(door)
    return app


def prepare(settings: Settings, *, pool_size: int = db.POOL_SIZE) -> None:
    """What every process needs before it works: logs, database, keys that fit the database."""
    logs.configure()
    db.connect(settings.database_url, pool_size=pool_size)
    ring = crypto.use(settings)
    with db.transaction(db.GLOBAL) as session:
        ring.check(session)


def doors() -> list[Blueprint]:
    """Every package's blueprints, lower layers first."""
    return [door for package in PACKAGES for door in getattr(package, "DOORS", ())]
