"""People with readiness scores, for tests: rows as the assessments leave them."""

from sqlalchemy import insert

from mingus.assessments.models import Attempt
from mingus.core.clock import now
from mingus.core.db import transaction
from mingus.core.ids import new_id
from mingus.core.tenancy import Member


def scored(member: Member, **scores: int) -> None:
    """This person has just finished the readiness check with these scores."""
    found = {"be": 0, "do": 0, "have": 0, **scores}
    moment = now()
    row = {"person_id": member.person_id, "id": new_id(), "slug": "readiness", "version": 1, "band": "x"}
    row |= {"definition_hash": b"x", "answers_sealed": b"x", "score": sum(found.values()) // 3, "sub_scores": found}
    row |= {"started_at": moment, "updated_at": moment, "finished_at": moment}
    with transaction(member.household_id, person_id=member.person_id) as db:
        db.execute(insert(Attempt).values(row))
