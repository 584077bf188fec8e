"""What a person answered about a bank's file once is not asked again."""

from uuid import UUID

from mingus.core.db import transaction
from mingus.core.tenancy import Member
from mingus.ledger.service import imports
from tests.ledger.service.imports.files import look_at, only_account, rows

FIRST = b"Date,Payee,Amount\n03/04/2026,Shop,-1.00\n"
SECOND = b"Date,Payee,Amount\n05/04/2026,Bakery,-2.00\n"


def questions(member: Member, import_id: UUID) -> list[str]:
    with transaction(member.household_id, read_only=True) as db:
        return imports.preview(db, member, import_id).questions


def answer_and_confirm(member: Member, content: bytes) -> None:
    import_id = look_at(member, content)
    assert questions(member, import_id) == ["date_order"]
    with transaction(member.household_id) as db:
        imports.correct(db, member, import_id, {"date_order": "dmy"})
        imports.confirm(db, member, import_id)


def test_the_second_file_of_a_bank_needs_no_question_and_finds_its_account(alice: Member) -> None:
    answer_and_confirm(alice, FIRST)
    second = look_at(alice, SECOND)
    assert questions(alice, second) == []
    with transaction(alice.household_id) as db:
        imports.confirm(db, alice, second)
    only_account(alice)
    assert [row[0] for row in rows(alice)] == ["2026-04-03", "2026-04-05"]


def test_a_choice_that_was_never_confirmed_is_not_remembered(alice: Member) -> None:
    import_id = look_at(alice, FIRST)
    with transaction(alice.household_id) as db:
        imports.correct(db, alice, import_id, {"date_order": "dmy"})
        imports.discard(db, alice, import_id)
    assert questions(alice, look_at(alice, SECOND)) == ["date_order"]


def test_a_file_with_other_headers_is_another_banks(alice: Member) -> None:
    answer_and_confirm(alice, FIRST)
    assert questions(alice, look_at(alice, SECOND.replace(b"Payee", b"Name"))) == ["date_order"]


def test_the_newest_answer_counts(alice: Member) -> None:
    answer_and_confirm(alice, FIRST)
    import_id = look_at(alice, SECOND)
    with transaction(alice.household_id) as db:
        imports.correct(db, alice, import_id, {"date_order": "mdy"})
        imports.confirm(db, alice, import_id)
    third = look_at(alice, SECOND.replace(b"Bakery", b"Baker"))
    with transaction(alice.household_id, read_only=True) as db:
        assert str(imports.preview(db, alice, third).rows[0].posted_on) == "2026-05-04"


def test_bobs_file_is_asked_about_whatever_alice_answered(alice: Member, bob: Member) -> None:
    answer_and_confirm(alice, FIRST)
    assert questions(bob, look_at(bob, SECOND)) == ["date_order"]
