import pytest

from mingus.articles.service import listing
from mingus.articles.service.listing import Wanted
from mingus.core.db import GLOBAL, transaction
from mingus.core.tenancy import Member
from tests.articles import writing


@pytest.fixture(autouse=True)
def _people(alice: Member) -> None:
    """The database is there."""


def test_beginners_come_first_then_be_do_have() -> None:
    for level, phase in (("advanced", "be"), ("beginner", "have"), ("beginner", "be"), ("intermediate", "do")):
        writing.add(level=level, phase=phase, topics="[fraud]")
    with transaction(GLOBAL, read_only=True) as db:
        found = listing.listed(db, None, Wanted(topic="fraud"), {}).cards
    assert [(card.level, card.phase) for card in found] == [
        *(("beginner", "be"), ("beginner", "have")),
        *(("intermediate", "do"), ("advanced", "be")),
    ]
    assert [card.is_open for card in found] == [True, True, False, False]


def test_pages_meet_without_a_gap_and_without_a_double() -> None:
    made = [writing.add(topics="[wellbeing]") for _ in range(5)]
    seen, after = [], ""
    with transaction(GLOBAL, read_only=True) as db:
        while True:
            page = listing.listed(db, None, Wanted(topic="wellbeing", after=after), {}, at_most=2)
            seen += [card.slug for card in page.cards]
            after = page.after
            if not after:
                break
    assert sorted(seen) == sorted(made)
