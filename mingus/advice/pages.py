"""Pages of advice and money health. Every form works without JavaScript."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mingus.advice import service, words
from mingus.advice.figures.inputs import INPUTS
from mingus.advice.schemas import DecisionDraft
from mingus.advice.sources import SOURCES
from mingus.core import toasts
from mingus.core.db import transaction
from mingus.core.security import member, signed_in
from mingus.core.web import is_partial

pages = Blueprint("advice", __name__, template_folder="templates")


@pages.get("/advice")
@signed_in
def index() -> ResponseReturnValue:
    """The suggestions: a handful first, the rest behind them, and what came of those somebody said yes to."""
    who = member()
    with transaction(who.household_id, person_id=who.person_id, read_only=True) as db:
        view = service.overview(db, who)
    return render_template("advice/index.html", view=view, reasons=words.REASONS)


@pages.get("/advice/top")
@signed_in
def top() -> ResponseReturnValue:
    """The first suggestion alone, for the first page, which asks for it once it stands."""
    if not is_partial():
        return redirect(url_for(".index"), code=303)
    who = member()
    with transaction(who.household_id, person_id=who.person_id, read_only=True) as db:
        found = service.top(db, who)
    return render_template("advice/_top.html", suggestion=found)


@pages.post("/advice/<suggestion>/decision")
@signed_in(action="own account")
def decide(suggestion: str) -> ResponseReturnValue:
    """Say yes, dismiss, put off, mark as done, or take it back."""
    who = member()
    sent = {name: value for name, value in request.form.items() if name in DecisionDraft.model_fields}
    draft = DecisionDraft.model_validate(sent)
    with transaction(who.household_id, person_id=who.person_id) as db:
        service.decide(db, who, suggestion, draft)
    toasts.say(words.SAID[draft.choice])
    return redirect(url_for(".index"), code=303)


@pages.get("/money-health")
@signed_in
def health() -> ResponseReturnValue:
    """The figures, each with what is behind it."""
    who = member()
    with transaction(who.household_id, person_id=who.person_id, read_only=True) as db:
        figures = service.health(db, who)
    return render_template("advice/health.html", figures=figures, inputs=INPUTS, sources=SOURCES)
