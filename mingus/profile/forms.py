"""Between the forms of profile and their schemas: what a form starts with, what it sent, what was wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from pydantic import ValidationError

from mingus.core.errors import Refused
from mingus.core.fields import Incoming
from mingus.core.money import Money
from mingus.core.web import field_errors
from mingus.profile import facts
from mingus.profile.facts import Choices, Fact
from mingus.profile.rules import percent_text
from mingus.profile.schemas import DebtView, PayScheduleView, Preferences, ProfileView

Form = Mapping[str, str]
LEAVE_OUT: Final = "leave_out"
NOTIFICATIONS: Final = ("weeklyInsights", "goalReminders")


@dataclass(frozen=True, slots=True)
class Line:
    """A fact for people: what it is called and what they said; `said` is '' where they have said nothing."""

    label: str
    said: str
    is_declined: bool


def filled(view: ProfileView, group: str) -> dict[str, str]:
    """The form of a group of facts."""
    asked = facts.of_group(group)
    form = {fact.key: _typed(view.said(fact.key)) for fact in asked}
    return form | ({LEAVE_OUT: "on"} if any(fact.key in view.declined for fact in asked) else {})


def choices_of(fact: Fact, said: str) -> Choices:
    """What a form offers, and what somebody said instead in words of their own."""
    return (*fact.choices, (said, said)) if said and said not in fact.values else fact.choices


def facts_sent(form: Form, group: str, view: ProfileView) -> dict[str, object]:
    """What the schema wants of a form of this group. With its box ticked, what is left empty is not asked again."""
    answers = {fact.key: form.get(fact.key, "") for fact in facts.of_group(group)}
    empty = {key for key, answer in answers.items() if not answer.strip()}
    declined = (view.declined - answers.keys()) | (empty if LEAVE_OUT in form else set())
    return {**answers, "prefer_not_to_say": sorted(declined)}


def lines(view: ProfileView, group: str) -> list[Line]:
    """The facts of a group for people."""
    return [_line(view, fact) for fact in facts.of_group(group)]


def preferences_filled(preferences: Preferences) -> dict[str, str]:
    """The form of preferences."""
    chosen = {"weeklyInsights": preferences.weekly_insights, "goalReminders": preferences.goal_reminders}
    ticked = {name: "on" for name, is_on in chosen.items() if is_on}
    return {"health_checkin_frequency": preferences.health_checkin_frequency, **ticked}


def preferences_sent(form: Form) -> dict[str, object]:
    """What the schema wants of that form: a box that is not ticked is a no."""
    chosen = {name: name in form for name in NOTIFICATIONS}
    frequency = form.get("health_checkin_frequency", "")
    return {"health_checkin_frequency": frequency, "notification_preferences": chosen}


def pay_blank(today: date, earner_id: str) -> dict[str, str]:
    """A new pay schedule's form."""
    common = {"rhythm": "biweekly", "semimonthly_days": "fifteenth_and_last", "weekend_rule": "before"}
    return {**common, "name": "", "anchor_on": today.isoformat(), "earner_id": earner_id}


def pay_filled(view: PayScheduleView) -> dict[str, str]:
    """The form of a pay schedule that exists."""
    return {
        "name": view.name,
        "rhythm": view.rhythm,
        "anchor_on": view.anchor_on.isoformat(),
        "semimonthly_days": view.semimonthly_days or "fifteenth_and_last",
        "weekend_rule": view.weekend_rule,
        "net_amount": view.net.decimal_string(),
        "gross_amount": _typed(view.gross),
        "earner_id": str(view.person_id),
    }


def pay_sent(form: Form) -> dict[str, str]:
    """What the schema wants: the two days only where pay comes twice a month."""
    sent = _plain(form)
    return sent if sent.get("rhythm") == "semimonthly" else {**sent, "semimonthly_days": ""}


def debt_filled(view: DebtView) -> dict[str, str]:
    """The form of a debt that exists."""
    return {
        "name": view.name,
        "kind": view.kind,
        "owed_amount": view.balance.decimal_string(),
        "apr_percent": "" if view.rate_basis_points is None else percent_text(view.rate_basis_points),
        "minimum_payment": _typed(view.minimum),
        "account_id": str(view.account_id or ""),
    }


def debt_sent(form: Form) -> dict[str, str]:
    """What the schema wants."""
    return _plain(form)


def faults(error: ValidationError | Refused, form: Form) -> dict[str, str]:
    """One sentence per field at fault; a fault of the whole stands under 'form'."""
    found = field_errors(error) if isinstance(error, ValidationError) else error.fields or {"form": str(error)}
    return {name: said if form.get(name, "-").strip() else "Please fill this in." for name, said in found.items()}


def only(model: type[Incoming], form: Form) -> dict[str, str]:
    """What of a form belongs to `model`, as two may share a page."""
    return {name: form[name] for name in model.model_fields if name in form}


def _plain(form: Form) -> dict[str, str]:
    return {name: value for name, value in form.items() if name not in {"csrf_token", "next"}}


def _line(view: ProfileView, fact: Fact) -> Line:
    said = view.said(fact.key)
    text = said.text() if isinstance(said, Money) else "" if said is None else fact.words(str(said))
    return Line(fact.name, text, fact.key in view.declined)


def _typed(said: object) -> str:
    if isinstance(said, Money):
        return said.decimal_string()
    return "" if said is None else str(said)
