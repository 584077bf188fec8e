"""The page from which people take everything along."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from mingus.core.step_up import stepped_up

pages = Blueprint("export", __name__, template_folder="../templates")


@pages.get("/settings/export")
@stepped_up(action="export")
def index() -> ResponseReturnValue:
    """The three files, and what is in each."""
    return render_template("ledger/export/index.html")
