"""Links in mails: one use, a limited time, and nothing of them in the database."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select, text, update

from mingus.core import db
from mingus.core.clock import now
from mingus.core.errors import Refused
from mingus.core.tenancy import Member
from mingus.identity.models import OneTimeLink
from mingus.identity.rules.links import Purpose
from mingus.identity.service import links

RESET = Purpose.RESET_PASSWORD


def issue(who: Member, purpose: Purpose = RESET, address: str | None = None) -> str:
    with db.transaction(who.household_id) as session:
        return links.issue(session, purpose, who, address=address).rpartition("/")[2]


def spend(who: Member, token: str, purpose: Purpose = RESET) -> links.Link:
    with db.transaction(who.household_id) as session:
        return links.spend(session, purpose, token)


def test_a_link_works_once(alice: Member) -> None:
    token = issue(alice)
    assert links.look(RESET, token) is not None
    assert spend(alice, token).person_id == alice.person_id
    assert links.look(RESET, token) is None
    with pytest.raises(Refused, match="has ended"):
        spend(alice, token)


def test_of_two_who_use_it_at_once_one_gets_it(alice: Member) -> None:
    token = issue(alice)

    def attempt(_: int) -> bool:
        try:
            spend(alice, token)
        except Refused:
            return False
        return True

    with ThreadPoolExecutor(8) as all_at_once:
        assert sum(all_at_once.map(attempt, range(8))) == 1


def test_a_second_link_ends_the_first_and_nobody_elses(alice: Member, bob: Member) -> None:
    first, bobs, second = issue(alice), issue(bob), issue(alice)
    assert links.look(RESET, first) is None
    assert links.look(RESET, second) is not None
    assert links.look(RESET, bobs) is not None


def test_a_link_ends_by_itself(alice: Member) -> None:
    token = issue(alice)
    with db.transaction(alice.household_id) as session:
        mine = update(OneTimeLink).where(OneTimeLink.person_id == alice.person_id)
        session.execute(mine.values(expires_at=now() - timedelta(seconds=1)))
    assert links.look(RESET, token) is None


def test_a_link_for_one_thing_does_no_other(alice: Member) -> None:
    assert links.look(Purpose.VERIFY_EMAIL, issue(alice)) is None


def test_neither_link_nor_address_lies_in_the_database_in_the_open(alice: Member) -> None:
    token = issue(alice, Purpose.CHANGE_EMAIL, "new.address@example.com")
    assert len(token) == 43  # 256 bits
    with db.transaction(alice.household_id) as session:
        line = session.scalar(
            text("SELECT one_time_links::text FROM one_time_links WHERE person_id = :id"), {"id": alice.person_id}
        )
        stored = session.scalars(select(OneTimeLink.token_hash).where(OneTimeLink.person_id == alice.person_id)).one()
        assert links.address_of(session, links.spend(session, Purpose.CHANGE_EMAIL, token)) == "new.address@example.com"
    assert token not in str(line)
    assert token.encode() not in stored
    assert "new.address" not in str(line)
