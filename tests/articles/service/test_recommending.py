from mingus import articles
from mingus.articles.schemas.incoming import ProgressDraft
from mingus.articles.service import own
from mingus.core.db import transaction
from mingus.core.tenancy import Member
from tests.articles import writing
from tests.articles.reading import scored


def _recommended(member: Member, *reasons: articles.Reason) -> list[articles.Recommendation]:
    with transaction(member.household_id, person_id=member.person_id, read_only=True) as db:
        return articles.recommended(db, member, reasons)


def test_the_weakest_phase_comes_first_then_what_the_numbers_ask_for(alice: Member) -> None:
    for _ in range(3):
        writing.add(phase="have")
    asked = writing.add(phase="be")
    scored(alice, be=80, do=70, have=20)
    found = _recommended(alice, articles.Reason(asked, "Your card charged $41 of interest in October."))
    assert [each.card.phase for each in found] == ["have", "have", "be"]
    assert "is your lowest score: 20 of 100" in found[0].reason
    assert found[2].reason == "Your card charged $41 of interest in October."


def test_somebody_who_is_further_gets_the_highest_level_that_is_open(alice: Member) -> None:
    writing.add(phase="do", level="advanced")
    scored(alice, be=90, do=85, have=95)
    assert _recommended(alice)[0].card.level == "advanced"


def test_what_was_read_is_not_named_again_and_nothing_twice(alice: Member) -> None:
    slug = writing.add()
    twice = _recommended(alice, articles.Reason(slug, "once"), articles.Reason(slug, "again"))
    assert [each.reason for each in twice] == ["once"]
    with transaction(alice.household_id, person_id=alice.person_id) as db:
        own.note_progress(db, alice, slug, ProgressDraft(is_finished=True))
    assert slug not in {each.card.slug for each in _recommended(alice, articles.Reason(slug, "once"))}


def test_without_scores_and_reasons_there_is_a_place_to_begin(alice: Member) -> None:
    for phase in ("be", "do", "have"):
        writing.add(phase=phase)
    assert [each.card.phase for each in _recommended(alice)] == ["be", "do", "have"]
    assert [each.card.slug for each in _recommended(alice, articles.Reason("nothing-there", "x"))]
