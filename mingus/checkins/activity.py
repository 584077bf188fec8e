"""The events of check-ins in words. How somebody's week was is their own: nobody else sees that they wrote it down."""

from mingus.core import check_in_events
from mingus.core.activity import tell

tell(
    check_in_events.CheckInChanged,
    "household",
    {
        "done": "checked in for the week",
        "skipped": "skipped a week’s check-in",
        "deleted": "deleted a check-in",
        "": "changed a check-in",
    },
    icon="circle-check",
    audience="person",
    link="/check-in/history",
)
