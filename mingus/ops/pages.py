"""What load balancers and people on call ask: /health/live, /health/ready and /health."""

from dataclasses import asdict
from functools import cache

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

import mingus
from mingus.core import db
from mingus.ops import health

pages = Blueprint("health", __name__, url_prefix="/health")


@pages.get("/live")
def live() -> ResponseReturnValue:
    """200 as long as the process answers: a restart would not help against anything else."""
    return jsonify(status="live", version=mingus.__version__)


@pages.get("/ready")
@pages.get("")
def ready() -> ResponseReturnValue:
    """200 when people can be served; 503 that names the part that is missing."""
    found = health.check(db.engine(), _head())
    answer = jsonify(status="ready" if found.is_ready else "not ready", version=mingus.__version__, **asdict(found))
    answer.headers["Cache-Control"] = "no-store"
    return answer, 200 if found.is_ready else 503


@cache
def _head() -> str:
    from mingus.core import migrate

    return migrate.head()
