"""The events of advice in words. Only who decided sees them: what somebody is advised is nobody else's."""

from mingus.core.activity import tell
from mingus.core.advice_events import AdviceDecided

tell(
    AdviceDecided,
    "money",
    {
        "accepted": "said yes to a suggestion",
        "dismissed": "dismissed a suggestion",
        "snoozed": "put a suggestion off",
        "done": "marked a suggestion as done",
        "": "took back a decision on a suggestion",
    },
    icon="lightbulb",
    audience="person",
    link="/advice",
)
