"""Taking assessments in tests: by the pages as a visitor does, or by the service at once."""

from random import Random
from typing import Any
from uuid import UUID

from flask.testing import FlaskClient

from mingus.assessments.rules.exploring import at_random
from mingus.assessments.service import definitions, shelves, taking
from mingus.assessments.service.shelves import Sheet
from mingus.core.db import transaction
from mingus.core.tenancy import Member


def answers(slug: str, seed: int = 1) -> dict[str, Any]:
    """A complete set of answers, the same for the same seed."""
    return at_random(definitions.current(slug), Random(seed))


def finish(member: Member, slug: str = "readiness", seed: int = 1) -> Sheet:
    """A finished attempt of this person."""
    with transaction(member.household_id, person_id=member.person_id) as db:
        shelf = shelves.of_person(member.person_id)
        sheet = taking.start(db, shelf, slug)
        taking.answer(db, shelf, sheet.id, answers(slug, seed))
        return taking.submit(db, shelf, sheet.id, member)


def begin(client: FlaskClient, slug: str = "readiness") -> UUID:
    """Press the button that begins; the attempt's id."""
    answer = client.post(f"/assessments/{slug}/start")
    assert answer.status_code == 303, answer.text
    return UUID(answer.location.rpartition("/")[2])


def go_through(client: FlaskClient, slug: str = "readiness", seed: int = 1) -> str:
    """Begin, and answer one screen after the other; the address of the result."""
    said, way = answers(slug, seed), f"/assessments/attempts/{begin(client, slug)}"
    address = way
    for question in definitions.current(slug).questions:
        if question.key in said:
            chosen = said[question.key]
            sent = list(chosen) if isinstance(chosen, tuple) else str(chosen)
            answer = client.post(address, data={"question": question.key, "answer": sent})
            assert answer.status_code == 303, answer.text
            way = answer.location
    return way
