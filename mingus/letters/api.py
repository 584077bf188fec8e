"""Letters as JSON. What is wanted is changed by `notification_preferences` of `/api/user/profile`."""

from apiflask import APIBlueprint

from mingus.core.db import transaction
from mingus.core.security import member, signed_in
from mingus.letters import service
from mingus.letters.schemas import LettersAnswer

api = APIBlueprint("letters_api", __name__, url_prefix="/api/letters", tag="Letters")


@api.get("")
@signed_in(action="own account")
@api.output(LettersAnswer)
def index() -> LettersAnswer:
    """What comes by mail and when, and what came in the last twelve weeks."""
    who = member()
    with transaction(who.household_id, person_id=who.person_id, read_only=True) as db:
        return LettersAnswer.of(service.overview(db, who))
