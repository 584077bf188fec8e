"""Every try is counted before it is looked at."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from apiflask import APIFlask
from sqlalchemy import func, select

from mingus.core import db
from mingus.core.events import AuditEntry
from mingus.core.tenancy import Member
from tests.core.test_step_up import let_time_pass
from tests.factories import program_of


def test_of_twenty_wrong_passwords_at_once_five_are_looked_at(app: APIFlask, alice: Member) -> None:
    program = program_of(app, alice)
    let_time_pass(alice, timedelta(minutes=6))

    def guess(_: int) -> int:
        mine = program_of(app, alice)
        return mine.post("/api/auth/confirm", json={"password": "quite the wrong words"}).status_code

    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(guess, range(20)))
    assert answers.count(429) == 15
    with db.transaction(alice.household_id, read_only=True) as session:
        looked_at = session.scalar(select(func.count()).where(AuditEntry.event == "StepUpFailed"))
    assert looked_at is not None
    assert looked_at <= 5
    assert program.get("/api/auth/check-auth").status_code == 200
