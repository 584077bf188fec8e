"""Debts and pay schedules leave the trash after their time, and not before."""

from datetime import timedelta

from sqlalchemy import func, select, update

from mingus import profile
from mingus.core import clock, db, retention
from mingus.core.tenancy import Member
from mingus.profile.models import Debt, PaySchedule
from mingus.profile.service.pruning import prune
from tests.profile.service import test_debts, test_pay


def test_what_can_no_longer_be_restored_is_forgotten(alice: Member, bob: Member) -> None:
    old, fresh = test_debts.add(alice), test_debts.add(alice)
    schedule, others = test_pay.add(alice), test_debts.add(bob)
    over, not_yet = clock.now() - retention.TRASH - timedelta(hours=1), clock.now() - retention.TRASH / 2
    for member, model, row_id, moment in (
        (alice, Debt, old.id, over),
        (alice, Debt, fresh.id, not_yet),
        (alice, PaySchedule, schedule.id, over),
        (bob, Debt, others.id, over),
    ):
        with db.transaction(member.household_id) as session:
            session.execute(update(model).where(model.id == row_id).values(deleted_at=moment))
    with db.transaction(alice.household_id) as session:
        assert prune(session, alice.household_id) == 2
        assert session.scalars(select(Debt.id)).all() == [fresh.id]
        assert profile.pay_schedules(session, alice.household_id) == []
    with db.transaction(bob.household_id) as session:
        assert session.scalar(select(func.count()).select_from(Debt)) == 1
