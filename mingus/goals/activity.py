"""The events of goals in words."""

from mingus.core import events
from mingus.core.activity import tell

tell(
    events.GoalChanged,
    "money",
    {
        "created": "set a goal",
        "deleted": "deleted a goal",
        "restored": "brought a goal back",
        "paused": "paused a goal",
        "active": "took a goal up again",
        "completed": "completed a goal",
        "cancelled": "gave up a goal",
        "saved": "put money towards a goal",
        "took back": "took money back from a goal",
        "": "changed a goal",
    },
    icon="target",
    link="/goals/{goal_id}",
)
tell(events.GoalReached, "money", "reached a goal", icon="flag", link="/goals/{goal_id}")
