"""What load balancers and people on call ask: /health/live, /health/ready and /health, also below /api."""

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

import mingus
from mingus.core import cache, db, schema_version
from mingus.core.policy import open_to
from mingus.ops import health

pages = Blueprint("health", __name__, url_prefix="/health")
api_pages = Blueprint("api_health", __name__, url_prefix="/api/health")

probed = open_to("anyone", "probes can’t sign in, and it tells nothing of anybody", caching="no-store")


@pages.get("/live")
@api_pages.get("/live")
@probed
def live() -> ResponseReturnValue:
    """200 as long as the process answers: a restart would not help against anything else."""
    return jsonify(status="live", version=mingus.__version__)


@pages.get("/ready")
@pages.get("")
@api_pages.get("/ready")
@api_pages.get("")
@probed
def ready() -> ResponseReturnValue:
    """200 when people can be served; 503 that names the part that is missing. Redis is said, and never missed."""
    found = health.check(db.engine(), schema_version.head())
    parts = {"database": found.database, "schema": found.schema, "worker": found.worker, "redis": cache.state()}
    answer = jsonify(status="ready" if found.is_ready else "not ready", version=mingus.__version__, **parts)
    if found.is_ready:
        return answer
    answer.headers["Retry-After"] = "5"
    answer.headers["Cache-Control"] = "no-store"
    return answer, 503
