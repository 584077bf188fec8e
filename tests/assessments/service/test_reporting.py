"""A report: the stored figures, and what is said about them."""

from typing import Any

import pytest

from mingus.assessments.schemas import Report
from mingus.assessments.service import desk, shelves, taking
from mingus.core.db import GLOBAL, transaction
from mingus.core.errors import NotFound
from mingus.core.tenancy import Member
from tests.assessments.takers import answers, finish


def _report(member: Member, slug: str, seed: int) -> Report:
    sheet = finish(member, slug, seed)
    with transaction(member.household_id, person_id=member.person_id, read_only=True) as db:
        return desk.report(db, shelves.of_person(member.person_id), sheet.id)


def test_sub_scores_stand_beside_those_of_last_time(alice: Member) -> None:
    first, second = _report(alice, "readiness", 1), _report(alice, "readiness", 2)
    assert [part.before for part in first.parts] == [None, None, None]
    assert [part.before for part in second.parts] == [part.score for part in first.parts]
    assert second.earlier is not None
    assert second.earlier.result.id == first.result.id
    assert first.earlier is None


def test_a_measure_is_told_with_its_figure(alice: Member) -> None:
    found = _report(alice, "home-purchase-readiness", 8)
    told = {driver.question: driver.answer for driver in (*found.helped, *found.cost)}
    measures = {question: answer for question, answer in told.items() if "percent" in question or "months" in question}
    assert measures
    assert all(answer.endswith(("%", "months", "unknown")) for answer in measures.values())


def test_a_source_is_named_once_with_publisher_document_and_year(alice: Member) -> None:
    (source,) = _report(alice, "ai-job-risk", 1).sources
    assert source == "Pew Research Center, Which U.S. Workers Are More Exposed to AI on Their Jobs?, 2023"


def test_a_visitor_is_compared_with_nobody(alice: Member) -> None:
    finish(alice)
    shelf = shelves.of_visitor("a token of the test")
    with transaction(GLOBAL) as db:
        sheet = taking.start(db, shelf, "readiness")
        with pytest.raises(NotFound):
            desk.report(db, shelf, sheet.id)
        taking.answer(db, shelf, sheet.id, answers("readiness"))
        taking.submit(db, shelf, sheet.id, None)
        assert desk.report(db, shelf, sheet.id).earlier is None


def test_the_top_of_tax_readiness_promises_nothing_about_the_return(alice: Member) -> None:
    """Who owed a bill they could not pay may still have the best habits otherwise: April is not boring for them."""
    best: dict[str, Any] = {"withholding": "fresh", "last_year": "burden", "side_income": "no", "papers": "one_place"}
    best |= {"on_time": "always", "accounts": ["workplace", "ira", "health"], "credits": "checked"}
    found = _reported(alice, "tax-readiness", best)
    assert (found.result.band, found.band_name) == ("ahead", "Well prepared")
    assert "depends on your numbers" in found.band_text
    unfiled = _reported(alice, "tax-readiness", {**best, "last_year": "close", "on_time": "no"})
    assert unfiled.result.band == "ready"
    assert "not filed comes before all else" in unfiled.band_text


def _reported(member: Member, slug: str, said: dict[str, Any]) -> Report:
    shelf = shelves.of_person(member.person_id)
    with transaction(member.household_id, person_id=member.person_id) as db:
        sheet = taking.start(db, shelf, slug)
        taking.answer(db, shelf, sheet.id, said)
        taking.submit(db, shelf, sheet.id, member)
        return desk.report(db, shelf, sheet.id)
