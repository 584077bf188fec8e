"""What a person thinks of an article counts once, however often and from however many windows they say it."""

from concurrent.futures import ThreadPoolExecutor, wait

from mingus.articles.schemas.incoming import RatingDraft
from mingus.articles.service import own
from mingus.core.db import transaction
from mingus.core.tenancy import Member
from tests.articles import writing


def _rate(member: Member, slug: str, stars: int) -> None:
    with transaction(member.household_id, person_id=member.person_id) as db:
        own.rate(db, member, slug, RatingDraft(stars=stars))


def test_two_first_ratings_at_once_are_one(alice: Member) -> None:
    slug = writing.add()
    with ThreadPoolExecutor(1) as other_window:
        with transaction(alice.household_id, person_id=alice.person_id) as db:
            own.rate(db, alice, slug, RatingDraft(stars=2))
            second = other_window.submit(_rate, alice, slug, 5)
            assert not wait([second], timeout=0.3).done, "the second waits for the first"
        second.result(timeout=30)
    counted = writing.row(slug)
    assert (counted.stars_count, counted.stars_sum) == (1, 5)
