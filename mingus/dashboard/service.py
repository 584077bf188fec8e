"""Asks the ledger and goals for the first page: a fixed number of statements, known before the first is sent."""

from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from mingus import goals, ledger, profile
from mingus.core import charts
from mingus.core.clock import now, today
from mingus.core.fixed import Asked
from mingus.core.formatting import long_date, month_name
from mingus.core.glance import Reader
from mingus.core.money import Money
from mingus.core.months import add_months
from mingus.core.tenancy import Member
from mingus.dashboard import rules
from mingus.dashboard.rules import Part, Wanted
from mingus.dashboard.schemas import Dashboard, DashboardAnswer, Month, NetWorth, Step

LATEST: Final = 8
GOALS: Final = 3
POINTS: Final = 53  # the weeks of a year


def asked(member: Member, wanted: Wanted) -> list[Asked]:
    """All that `dashboard` reads, for a glance that names the person too: their own first steps are among it."""
    return [
        ledger.month_asked(member, wanted.month_on),
        ledger.newest_asked(member, LATEST),
        goals.active_asked(member, GOALS),
        _line_asked(member, wanted),
        ledger.category_choices_asked(member),
        profile.onboarding_asked(member),
    ]


def dashboard(db: Reader, member: Member, first_name: str, wanted: Wanted) -> Dashboard:
    """The first page, of what `asked` has asked for."""
    figures = ledger.month_figures(db, member, wanted.month_on)
    latest = ledger.list_transactions(db, member, ledger.TransactionFilter(limit=LATEST)).rows
    saving = goals.active(db, member, GOALS)
    shown = _month(figures, wanted.day)
    parts = rules.top([Part(spent.name, spent.amount, spent.category_id) for spent in figures.by_category])
    return Dashboard(
        greeting=_greeting(member, first_name),
        day_line=rules.day_line(wanted.day, shown.on),
        month=shown,
        net_worth=net_worth(db, member, wanted),
        spending=_donut(parts, shown, wanted.day) if parts else None,
        spending_links={part.name: _link(part, shown) for part in parts},
        uncategorized=figures.uncategorized_count,
        goals=saving,
        latest=latest,
        offered=ledger.category_choices(db, member),
        first_steps=profile.onboarding(db, member),
        steps=[] if latest else _steps(has_goal=bool(saving)),
    )


def net_worth(db: Reader, member: Member, wanted: Wanted) -> NetWorth:
    """Net worth at the end of today, and its line over the period."""
    points = rules.begun(ledger.net_worth_line(db, member, wanted.since, wanted.day, POINTS))
    total, change = Money(0, member.currency), Money(0, member.currency)
    if points:
        total, change = points[-1][1], points[-1][1] - points[0][1]
    line = charts.line(points, _said(points)) if len(points) > 1 else None
    return NetWorth(total, change, wanted.period, rules.change_words(wanted.period, points, wanted.day), line)


def answer(db: Reader, member: Member, month: str) -> DashboardAnswer:
    """The same figures for programs. Raises Refused for a month that is none."""
    day = today(member.time_zone)
    figures = ledger.month_figures(db, member, rules.month_named(month, day))
    points = ledger.net_worth_line(db, member, day, day, 1)
    worth = points[-1].amount if points else Money(0, member.currency)
    latest = ledger.list_transactions(db, member, ledger.TransactionFilter(limit=LATEST)).rows
    return DashboardAnswer.of(figures, worth, goals.active(db, member, GOALS), latest)


def _line_asked(member: Member, wanted: Wanted) -> Asked:
    return ledger.net_worth_line_asked(member, wanted.since, wanted.day, POINTS)


def _greeting(member: Member, first_name: str) -> str:
    hour = now().astimezone(ZoneInfo(member.time_zone)).hour
    return f"{rules.greeting(hour)}, {first_name}" if first_name else rules.greeting(hour)


def _month(figures: ledger.MonthFigures, day: date) -> Month:
    on = figures.month_on
    newer = add_months(on, 1)
    return Month(
        on=on,
        key=f"{on:%Y-%m}",
        older=f"{add_months(on, -1):%Y-%m}",
        newer=f"{newer:%Y-%m}" if newer <= day else "",
        income=figures.income,
        expenses=figures.expenses,
        kept=figures.kept,
    )


def _donut(parts: list[Part], shown: Month, day: date) -> charts.DonutChart:
    said = ", ".join(f"{part.name} {part.amount.text(cents=False)}" for part in parts)
    word = "this month" if shown.on.replace(day=day.day if shown.newer == "" else 1) == day else month_name(shown.on)
    return charts.donut([(part.name, part.amount) for part in parts], f"Spending by category: {said}", word=word)


def _link(part: Part, shown: Month) -> str:
    """The transactions behind a part; “Everything else” opens all of the month."""
    if part.name == rules.EVERYTHING_ELSE:
        return shown.transactions_url
    return f"{shown.transactions_url}&category_id={part.category_id or 'none'}"


def _said(points: list[tuple[date, Money]]) -> str:
    (first_on, first), (last_on, last) = points[0], points[-1]
    begin, end = first.text(cents=False), last.text(cents=False)
    return f"Net worth from {begin} on {long_date(first_on)} to {end} on {long_date(last_on)}"


def _steps(*, has_goal: bool) -> list[Step]:
    return [
        Step(
            "Bring in your bank’s file",
            "CSV, OFX or QFX, as your bank gives it. You see every row before anything counts.",
            "upload",
            "/imports/new",
            "Import a file",
        ),
        Step(
            "Or begin by hand",
            "Add an account, say what is on it today, and enter what comes and goes.",
            "landmark",
            "/accounts/new",
            "Add an account",
        ),
        Step(
            "Set a goal",
            "Say what it costs and when you want it. Mingus works out the monthly price.",
            "target",
            "/goals/new",
            "Set a goal",
            is_done=has_goal,
        ),
    ]
