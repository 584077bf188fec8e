"""A small Flask app that shows every component, under the strict policy of the real one."""

from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

from flask import Flask, Response, flash, render_template, request
from jinja2 import ChoiceLoader, FileSystemLoader

from mingus.core import assets, charts, toasts
from mingus.core.money import MAX_MINOR, Money

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
TODAY = date(2026, 11, 22)
LATER = TODAY + timedelta(days=90)
SPENT = {"Housing": 165000, "Travel": 48100, "Groceries": 33600, "Family & giving": 29400, "Dining out": 24000}
SPENT |= {"Shopping": 14600, "Transport": 12200, "Self-care": 8600, "Everything small": 24000}
MERCHANTS = (
    ("Busy Bee Cafe", "Dining out", -2275),
    ("PAYPAL *NTS 4029357733 A VERY LONG STATEMENT LINE WITHOUT END", "Uncategorized", -8234),
    ("Trader Joe's", "Groceries", -6847),
    ("Northside Health · Payroll", "Income", 287416),
    ("MARTA", "Transport", -1568),
)


def create_app() -> Flask:
    app = Flask("mingus", static_folder=None)
    app.secret_key = "gallery"
    app.jinja_env.loader = ChoiceLoader(
        [FileSystemLoader(Path(app.root_path) / "templates"), FileSystemLoader(Path(__file__).parent / "pages")]
    )
    app.jinja_env.globals.update(csrf_token=lambda: "a-token", may=lambda _action: True, already_known=lambda: None)
    assets.install(app)
    for path in ("/", "/goals", "/goals/new"):
        app.add_url_rule(path, path, _gallery)
    app.add_url_rule("/edges", "edges", _edges)
    app.add_url_rule("/plain", "plain", _plain)
    app.add_url_rule("/error", "error", lambda: (_error(404, "There’s nothing here"), 404))
    app.add_url_rule("/fails", "fails", lambda: (_error(503, "Something on our side is slow"), 503))
    app.add_url_rule("/says", "says", lambda: render_template("says.html"), methods=["POST"])
    app.add_url_rule("/progress", "progress", lambda: render_template("done.html"))
    app.add_url_rule("/form", "form", lambda: f"posted with {request.form.get('csrf_token')}", methods=["POST"])
    app.after_request(_with_policy)
    return app


def _gallery() -> str:
    toasts.say("Goal saved.", undo_url="/form")
    weeks = [TODAY - timedelta(weeks=week) for week in reversed(range(53))]
    points = [(day, Money(1_199_000 + 22_000 * n + (n % 5) * 9_000)) for n, day in enumerate(weeks)]
    parts = [(name, Money(minor)) for name, minor in SPENT.items()]
    return render_template(
        "gallery.html",
        net_worth=charts.line(points, "Net worth from $11,990 to $23,634"),
        spending=charts.donut(parts, "Spending by category", word="this month"),
        goals=[
            _goal("Emergency fund", 72, "4.1 months of expenses"),
            _goal("First home", 37),
            _goal("Loan", 100, "Paid off."),
        ],
        transactions=[(name, kind, TODAY, Money(minor)) for name, kind, minor in MERCHANTS],
        balance=Money(1_234_567),
        debt=Money(-45_600),
        counts={"/transactions": (10, "need a category")},
    )


def _goal(name: str, percent: int, pace: str = "") -> SimpleNamespace:
    return SimpleNamespace(
        name=name,
        url=f"/goals/{percent}",
        percent=percent,
        saved=Money(percent * 10_000),
        target=Money(1_000_000),
        due_on=date(2027, 3, 1) if pace else None,
        pace=pace,
        is_reached=percent >= 100,
    )


def _edges() -> str:
    one = (TODAY, Money(5))
    lines = [[], [one], [one, (LATER, Money(5))], [(TODAY, Money(-9_000)), (LATER, Money(4_000))]]
    lines.append([(TODAY, Money(-MAX_MINOR)), (LATER, Money(MAX_MINOR))])
    rings = [[], [("Only", Money(100))], [("Refund", Money(-100)), ("Huge & long", Money(MAX_MINOR))]]
    return render_template(
        "edges.html",
        lines=[charts.line(points, f"Line {n}") for n, points in enumerate(lines)],
        rings=[charts.donut(parts, f"Ring {n}", word="this month") for n, parts in enumerate(rings)],
    )


def _plain() -> str:
    flash("You’ve signed out.")
    return render_template("sign_in.html")


def _error(status: int, heading: str) -> str:
    sentence = "Please try again soon."
    return render_template("error.html", status=status, heading=heading, message=sentence, request_id="01J-abc")


def _with_policy(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = POLICY
    return response
