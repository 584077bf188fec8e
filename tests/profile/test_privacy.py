"""What profile keeps goes along with its person, leaves with them, and is erased with their household."""

from typing import Any

from sqlalchemy import func, select

from mingus import profile
from mingus.core import personal_data
from mingus.core.db import transaction
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.identity.personal import forget_person
from mingus.profile.models import Debt, PaySchedule, Profile
from tests.factories import make_someone, share
from tests.profile.service import test_debts, test_pay


def entry() -> personal_data.PersonalData:
    return next(entry for entry in personal_data.registered() if entry.package == "profile")


def fill(member: Member) -> None:
    with transaction(member.household_id, person_id=member.person_id) as db:
        said = profile.FactsChange(occupation="Nurse", monthly_income="6200", prefer_not_to_say=["gender"])
        profile.change(db, member, said)
    test_pay.add(member)
    test_debts.add(member)


def taken(member: Member) -> dict[str, list[Any]]:
    with transaction(member.household_id, person_id=member.person_id, read_only=True) as db:
        found = {table: list(rows) for table, rows in personal_data.taken_along(db, member)}
    return {table: found.get(table, []) for table in ("profiles", "pay_schedules", "debts")}


def test_everything_is_taken_along_in_words(alice: Member, bob: Member) -> None:
    fill(alice)
    fill(bob)
    found = taken(alice)
    (own,) = found["profiles"]
    assert (own["occupation"], own["monthly_income_minor"], own["prefer_not_to_say"]) == ("Nurse", 6200_00, ["gender"])
    assert [row["earner_id"] for row in found["pay_schedules"]] == [alice.person_id]
    assert [row["name"] for row in found["debts"]] == ["Blue card"]


def test_a_partner_takes_the_households_money_along_and_nobody_elses_profile(
    alice: Member, configuration: Settings
) -> None:
    fill(alice)
    found = taken(share(alice, make_someone(configuration), "partner"))
    assert (found["profiles"], len(found["pay_schedules"]), len(found["debts"])) == ([], 1, 1)


def test_whoever_leaves_takes_their_pay_and_keeps_their_profile(alice: Member, configuration: Settings) -> None:
    partner = share(alice, make_someone(configuration), "partner")
    fill(alice)
    fill(partner)
    with transaction(alice.household_id, person_id=partner.person_id) as db:
        personal_data.leave(db, partner)
        assert [row.person_id for row in profile.pay_schedules(db, alice.household_id)] == [alice.person_id]
        assert len(profile.debts(db, alice.household_id)) == 2
        assert profile.of(db, partner).occupation == "Nurse"


def test_erasing_takes_a_households_rows_and_no_others(alice: Member, bob: Member) -> None:
    fill(alice)
    fill(bob)
    with transaction(alice.household_id) as db:
        entry().erase(db, alice.household_id)
    counts = []
    for member in (alice, bob):
        with transaction(member.household_id, read_only=True) as db:
            counts.append([db.scalar(select(func.count()).select_from(model)) for model in (PaySchedule, Debt)])
    assert counts == [[0, 0], [1, 1]]


def test_a_profile_goes_with_its_person(alice: Member) -> None:
    fill(alice)
    with transaction(alice.household_id, person_id=alice.person_id) as db:
        forget_person(db, alice.person_id)
        assert db.scalar(select(func.count()).select_from(Profile)) == 0
