"""Between the forms of goals and their schemas: what a form starts with, what it sent, what was wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pydantic import ValidationError

from mingus.core.errors import Refused
from mingus.core.money import Money
from mingus.core.months import add_months
from mingus.core.web import field_errors
from mingus.goals import kinds, rules, words
from mingus.goals.schemas import GoalView

Form = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The amount someone tried out, and what it would do."""

    monthly: str
    sentence: str


def blank(kind: str, today: date) -> dict[str, str]:
    """A new goal's form; with a known `kind` it starts with that kind's title and usual date."""
    if kind not in dict(kinds.choices()):
        return {"category": "", "plan": "date", "priority": "3"}
    known = kinds.kind(kind)
    due_on = add_months(today, known.months)
    return {
        "category": kind,
        "title": known.title,
        "plan": "date",
        "target_date": due_on.isoformat(),
        "priority": "3",
    }


def filled(goal: GoalView) -> dict[str, str]:
    """The form of a goal that exists."""
    return {
        "title": goal.name,
        "category": goal.kind,
        "target_amount": goal.target.decimal_string(),
        "plan": "date" if goal.target_on else "monthly" if goal.monthly else "open",
        "target_date": goal.target_on.isoformat() if goal.target_on else "",
        "monthly_amount": goal.monthly.decimal_string() if goal.monthly else "",
        "priority": str(goal.priority),
        "note": goal.note,
    }


def plan(form: Form) -> dict[str, str]:
    """What the schema wants: of date and monthly amount only the one that was chosen."""
    kept = {"date": "target_date", "monthly": "monthly_amount"}.get(form.get("plan", ""), "")
    sent = {name: value for name, value in form.items() if name not in {"csrf_token", "plan"}}
    return {name: "" if name in {"target_date", "monthly_amount"} - {kept} else value for name, value in sent.items()}


def contribution(form: Form) -> dict[str, str]:
    """What the schema wants: the button “Take it back” turns the amount's sign."""
    sent = {name: value for name, value in form.items() if name not in {"csrf_token", "direction"}}
    if form.get("direction") == "back":
        sent["amount"] = f"-{sent.get('amount', '').strip()}"
    return sent


def faults(error: ValidationError | Refused, form: Form) -> dict[str, str]:
    """One sentence per field at fault; a fault of the whole stands under 'form'."""
    found = field_errors(error) if isinstance(error, ValidationError) else error.fields or {"form": str(error)}
    return {name: said if form.get(name, "-").strip() else "Please fill this in." for name, said in found.items()}


def what_if(monthly: str, goal: GoalView, today: date) -> WhatIf:
    """What putting aside `monthly` would do to the date of `goal`; no sentence when nothing was asked."""
    if not monthly.strip():
        return WhatIf("", "")
    try:
        amount = Money.parse(monthly.replace(",", "").removeprefix("$"), goal.target.currency)
    except Refused as error:
        return WhatIf(monthly, str(error))
    return WhatIf(monthly, words.what_if(amount, rules.date_at_pace(goal.missing, amount, today)))
