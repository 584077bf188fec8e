"""The page from which people take everything along."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from mingus.core.security import signed_in
from mingus.core.step_up import stepped_up

pages = Blueprint("export", __name__, template_folder="../templates")


@pages.get("/settings/export")
@signed_in(action="export")
@stepped_up
def index() -> ResponseReturnValue:
    """The three files, and what is in each."""
    return render_template("ledger/export/index.html")
