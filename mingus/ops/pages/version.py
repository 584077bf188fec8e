"""/version: which build answers here."""

from flask import Blueprint, current_app, jsonify
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

import mingus
from mingus.core import schema_version
from mingus.core.policy import open_to
from mingus.ops import build

pages = Blueprint("version", __name__)


@pages.get("/version")
@open_to("anyone", "a deployment is verified by it", caching="no-store")
def version() -> ResponseReturnValue:
    """Version, commit, the schema it needs, and when this process began."""
    return jsonify(
        version=mingus.__version__,
        commit=current_app.extensions["mingus_commit"],
        schema=schema_version.head(),
        started_at=build.STARTED_AT.isoformat(timespec="seconds"),
    )


@pages.record_once
def _remember(state: BlueprintSetupState) -> None:
    """Read once at start-up: a checkout that moves on does not change what runs."""
    configuration, _ = state.app.extensions["mingus_security"]
    state.app.extensions["mingus_commit"] = build.commit_of(configuration.git_sha)
