"""The events of profile in words."""

from mingus.core import profile_events
from mingus.core.activity import Facts, tell

_GROUPS = {
    "you": "yourself",
    "work": "your work",
    "income": "your income",
    "household": "your household",
    "debts": "savings and debts",
    "aims": "what you want",
}


def _changed(facts: Facts) -> str:
    said = [_GROUPS.get(group, "yourself") for group in str(facts.get("groups", "you")).split(", ")]
    return f"changed what you say about {', '.join(said)}"


tell(profile_events.FactsChanged, "household", _changed, icon="user", audience="person", link="/profile")
tell(
    profile_events.PreferencesChanged,
    "household",
    "changed your reminders",
    icon="mail",
    audience="person",
    link="/settings/preferences",
)
tell(
    profile_events.OnboardingEnded,
    "household",
    {
        "finished": "told Mingus about yourself, to the end",
        "dismissed": "put the first steps away",
        "": "took the first steps up again",
    },
    icon="sparkles",
    audience="person",
)
tell(
    profile_events.PayScheduleChanged,
    "money",
    {
        "created": "added a pay day",
        "deleted": "deleted a pay day",
        "restored": "brought a pay day back",
        "": "changed a pay day",
    },
    icon="calendar",
    link="/pay/{schedule_id}",
)
tell(
    profile_events.DebtChanged,
    "money",
    {
        "created": "noted a debt",
        "deleted": "deleted a debt",
        "restored": "brought a debt back",
        "": "changed a debt",
    },
    icon="scale",
    link="/debts/{debt_id}",
)
