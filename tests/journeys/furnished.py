"""A household with something on every page, and one with nothing yet: what the audits of all pages walk through."""

from datetime import date, timedelta
from importlib import import_module
from typing import Any
from uuid import UUID

from mingus import checkins
from mingus.assessments.service import shelves, taking
from mingus.core import clock, db
from mingus.core.errors import BadFile
from mingus.core.tenancy import Member
from mingus.ledger.service import imports
from tests.articles import writing
from tests.assessments.takers import finish
from tests.factories import Browser
from tests.ledger.by_hand import account, add
from tests.ledger.service.imports import files

LONG = "Everythingstorewithaverylongnameandnospacesatall"
VISITORS = (
    *(
        "/",
        "/register",
        "/login",
        "/login?next=/goals",
        "/forgot-password",
        "/terms",
        "/privacy",
        "/cookies",
        "/library",
    ),
    *("/verify-email/x/confirm", "/reset-password/x/confirm", "/invitation/x/answer", "/offline", "/nothing-here"),
    *("/assessments", "/assessments/layoff-risk"),
)
EMPTY = (
    *("/", "/accounts", "/transactions", "/imports", "/imports/new", "/goals", "/rules", "/settings/export"),
    *("/settings", "/settings/security", "/settings/factors", "/confirm", "/settings/data", "/settings/household"),
    *("/settings/tokens", "/settings/activity", "/categories", "/check-in", "/onboarding/you", "/pay", "/debts"),
    *("/advice", "/library/saved"),
)
FULL = (
    *("/", "/?month=2026-01", "/accounts", "/accounts/new", "/accounts/new?kind=loan", "/transactions"),
    *("/transactions?q=zebra", "/transactions?min_amount=5", "/transactions?from_on=x", "/transactions?status=deleted"),
    *("/transactions/new", "/categories", "/rules", "/imports", "/imports/new", "/goals", "/goals/new", "/settings"),
    *("/settings/security", "/settings/factors", "/confirm", "/settings/export", "/settings/data"),
    *("/settings/data/delete", "/settings/activity", "/settings/activity?kind=security", "/settings/household"),
    *("/settings/tokens", "/settings/tokens/new", "/terms/changed", "/?month=2999-01", "/nothing-here"),
    *("/check-in", "/check-in?edit=1", "/check-in/history", "/settings/preferences/mail"),
    *("/advice", "/money-health"),
    *("/profile", "/profile/work", "/onboarding/income", "/onboarding/money", "/settings/preferences"),
)


def furnish(member: Member, browser: Browser) -> list[str]:
    """Fill the household; the addresses of all its pages."""
    today = clock.today(member.time_zone)
    mine = account(member, "An account with quite a long name", number="12345678", opening_balance="1204")
    card = account(member, "Blue card", kind="card", opening_balance="-412.30")
    whole = add(member, "30", LONG, account_id=mine, transaction_date=today)
    add(member, "5", "To the card", account_id=mine, to_account_id=card, transaction_type="transfer")
    add(member, "2874.16", "Northside Payroll", account_id=mine, transaction_type="income", category="Paycheck")
    for back in range(0, 90, 9):
        add(member, f"{back + 4}.10", f"Shop {back}", account_id=mine, transaction_date=today - timedelta(days=back))
    goal = browser.post("/api/financial/goals", json=_goal(today)).get_json()
    categories = browser.get("/api/categories").get_json()["items"]
    _check_in(member, today)
    details = [f"/accounts/{mine}", f"/accounts/{card}/edit", f"/transactions/{whole}", f"/transactions/{whole}/split"]
    details += [f"/goals/{goal['id']}", f"/goals/{goal['id']}/edit", f"/categories/{categories[0]['id']}"]
    details += [f"/pay/{_pay(browser, today)}", f"/debts/{_debt(browser)}"]
    details += _assessments(member)
    return [*FULL, *details, *_library(browser), *(f"/imports/{each}" for each in _imports(member, mine, card))]


def _library(browser: Browser) -> list[str]:
    """An article that is open, with everything kept of it, and one that is closed."""
    slug, closed = writing.add(goal="car", assessment="readiness"), writing.add(level="advanced")
    folder = browser.post("/api/articles/folders", json={"name": "For spring"}).get_json()["id"]
    browser.put(f"/api/articles/{slug}/bookmark", json={"note": "Ask Dee", "folder_id": folder})
    browser.put(f"/api/articles/{slug}/progress", json={"percent": 60})
    return [
        "/library",
        f"/library?q={LONG}",
        f"/library/{slug}",
        f"/library/{closed}",
        f"/library/saved?folder={folder}",
    ]


def _assessments(member: Member) -> list[str]:
    """One that is taken for the second time, one that is asked, and the question with the longest list."""
    finish(member, "readiness", 1)
    pages = [f"/assessments/results/{finish(member, 'readiness', 2).id}"]
    for slug in ("financial-wellness", "income-comparison"):
        with db.transaction(member.household_id, person_id=member.person_id) as session:
            begun = taking.start(session, shelves.of_person(member.person_id), slug)
        pages.append(f"/assessments/attempts/{begun.id}")
    return pages


def _check_in(member: Member, today: date) -> None:
    """Every week that can be written today; money went out in this one, and the note is long."""
    answers = checkins.CheckInDraft(mood=7, stress=4, sleep=6, spending_regret=2, note=LONG)
    with db.transaction(member.household_id, person_id=member.person_id) as session:
        for week_on in checkins.open_weeks(today):
            checkins.save(session, member, week_on, answers)


def _goal(today: Any) -> dict[str, str]:
    due = today + timedelta(days=300)
    return {"title": "Emergency fund", "target_amount": "6000", "current_amount": "2400", "target_date": str(due)}


def _pay(browser: Browser, today: Any) -> str:
    pay = {"name": LONG, "rhythm": "semimonthly", "semimonthly_days": "fifteenth_and_last", "anchor_on": str(today)}
    browser.patch(
        "/api/user/profile", json={"occupation": LONG, "monthly_income": "6200", "prefer_not_to_say": ["phone"]}
    )
    return str(browser.post("/api/user/pay-schedules", json={**pay, "net_amount": "1900"}).get_json()["id"])


def _debt(browser: Browser) -> str:
    debt = {"name": "Blue card", "kind": "card", "owed_amount": "412.30", "apr_percent": "24.99"}
    return str(browser.post("/api/user/debts", json=debt).get_json()["id"])


def _imports(member: Member, mine: UUID, card: UUID) -> list[UUID]:
    """One in every state, from being read to undone."""
    rows = [files.line("2026-03-01", "-2.75", "MARTA FARE"), files.line("2026-03-02", "-54.00", LONG, pending=True)]
    done, _ = files.bring_in(member, files.csv(rows), name="done.csv", account_id=mine)
    undone, _ = files.bring_in(member, files.ofx([files.line("2026-03-09", "-7.00", "X", "a1")], closing="493.00"))
    with db.transaction(member.household_id) as session:
        imports.undo(session, member, undone)
    ready = files.look_at(
        member, files.ofx([files.line("2026-03-09", "-7.00", "Y", "b1")], closing="9.00", number="77")
    )
    asked = files.look_at(member, b"Date;Details;Value\n03/04/2026;KROGER;-1.234\n05/06/2026;SHELL;-2.345\n")
    holes = b"Date,Description,Amount\n2026-02-31,NO DAY,-1.00\n2026-02-27,GOOD,-4.00\n2026-02-28,NO NUMBER,abc\n"
    broken = files.look_at(member, holes)
    holds = [files.line("2026-03-02", f"-2{n}.00", f"SHELL OIL {n}{n}{n}", pending=True) for n in (1, 2)]
    files.bring_in(member, files.csv(holds), name="holds.csv", account_id=card)
    doubtful = files.csv(
        [files.line("2026-03-04", "-22.50", "SHELL SERVICE"), files.line("2026-03-04", "-1.00", "NEW")]
    )
    review = files.look_at(member, doubtful, name="review.csv", account_id=card)
    queued, _ = files.bring_in(member, doubtful + b"2026-03-05,OTHER,-3.00,Posted\n", name="queue.csv", account_id=card)
    reading, refused = (files.look_at(member, files.csv(rows[:1] * number), name="big.csv") for number in (3, 4))
    with db.transaction(member.household_id) as session:
        imports.get(session, member, reading).status = "reading"
        broken_off = BadFile("This file breaks off in the middle of line 4,211. Download it again at your bank.")
        import_module("mingus.ledger.service.imports.start").refuse(imports.get(session, member, refused), broken_off)
    return [done, undone, ready, asked, broken, review, queued, reading, refused]
