"""A result on paper: its words are in it, in our fonts, whatever letters they need."""

from dataclasses import replace
from datetime import date

from mingus.assessments import printing
from mingus.assessments.models import SLUGS
from mingus.assessments.schemas import Report
from mingus.assessments.service import definitions, desk, shelves
from mingus.core.db import transaction
from mingus.core.tenancy import Member
from tests.assessments.papers import text_of
from tests.assessments.takers import finish

DAY = date(2026, 11, 26)


def _report(member: Member, slug: str = "readiness") -> Report:
    sheet = finish(member, slug)
    with transaction(member.household_id, person_id=member.person_id, read_only=True) as db:
        return desk.report(db, shelves.of_person(member.person_id), sheet.id)


def test_the_paper_says_what_the_page_says(alice: Member) -> None:
    found = _report(alice)
    said = text_of(printing.printed(found, DAY))
    assert f"{found.result.score} of 100" in said
    for words in (found.name, found.band_name, found.steps[0].text, found.cost[0].sentence, "November 26, 2026"):
        assert words in said


def test_our_fonts_hold_every_letter_of_every_definition() -> None:
    from fontTools.ttLib import TTFont

    known = set.intersection(*(set(TTFont(path).getBestCmap()) for path in printing.FONTS.glob("*.ttf")))
    said = "".join(each.model_dump_json() for each in definitions.every())
    assert {letter for letter in said + "•·" if ord(letter) not in known} == set()
    assert len(definitions.every()) == len(SLUGS)


def test_a_letter_that_our_fonts_lack_spoils_no_page(alice: Member) -> None:
    found = replace(_report(alice), answers=[("日本", "😀 ok")])
    assert printing.printed(found, DAY).startswith(b"%PDF-")
