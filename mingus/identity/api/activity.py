"""What happened, for programs."""

from apiflask import APIBlueprint

from mingus.core.db import transaction
from mingus.core.security import member, signed_in
from mingus.identity import service
from mingus.identity.activity_views import ActivityFilter, ActivityItem, ActivityList

activity_door = APIBlueprint("identity_activity", __name__, url_prefix="/api/user", tag="Profile")


@activity_door.get("/activity")
@signed_in(action="see household")
@activity_door.input(ActivityFilter, location="query", arg_name="wanted")
@activity_door.output(ActivityList)
def index(wanted: ActivityFilter) -> ActivityList:
    """What happened in your household and to your sign-in, newest first. Give `next_cursor` back as `cursor`."""
    who = member()
    with transaction(who.household_id, read_only=True) as db:
        page = service.activity_of(db, who, wanted)
    items = [
        ActivityItem(
            event=line.event,
            kind=line.kind,
            sentence=line.sentence,
            happened_at=line.happened_at,
            browser=line.browser or None,
        )
        for line in page.lines
    ]
    return ActivityList(items=items, next_cursor=page.older)
