"""The first page: the dashboard for whoever is signed in, and what Mingus is for everybody else."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mingus import ledger
from mingus.core.clock import today
from mingus.core.db import glance, transaction
from mingus.core.policy import open_to
from mingus.core.security import member, principal, signed_in
from mingus.core.tenancy import Member
from mingus.core.web import is_partial
from mingus.dashboard import rules, service

pages = Blueprint("dashboard", __name__, template_folder="templates")


@pages.get("/")
@open_to("anyone", "visitors see what Mingus is, signed-in people their own")
def index() -> ResponseReturnValue:
    """`?month=` shows another month, `?period=` how far back the line goes."""
    who = principal()
    if who is None:
        return render_template("dashboard/landing.html")
    me = member()
    wanted = _wanted(me, request.args.get("month", ""), request.args.get("period", ""))
    db = glance(me.household_id, service.asked(me, wanted), person_id=me.person_id)
    view = service.dashboard(db, me, who.first_name, wanted)
    counts = {"/transactions": (view.uncategorized, "need a category")} if view.uncategorized else {}
    return render_template(
        "dashboard/index.html",
        view=view,
        net=view.net_worth,
        first_steps=view.first_steps if view.first_steps.is_reminding and not who.visit else None,
        periods=rules.PERIODS,
        counts=counts,
        pills=ledger.Pills(view.offered),
    )


@pages.get("/networth")
@signed_in
def net_worth() -> ResponseReturnValue:
    """The panel of net worth alone, for htmx; others get the whole page."""
    period = request.args.get("period", request.args.get("range", ""))
    if not is_partial():
        return redirect(url_for(".index", period=period), code=303)
    me = member()
    with transaction(me.household_id, read_only=True) as db:
        net = service.net_worth(db, me, _wanted(me, "", period))
    return render_template("dashboard/_networth.html", net=net, periods=rules.PERIODS)


def _wanted(me: Member, month: str, period: str) -> rules.Wanted:
    return rules.wanted(today(me.time_zone), month, period)
