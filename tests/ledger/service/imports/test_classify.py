"""Each staged row's outcome, settled as often as anybody likes with the same answer."""

import pytest
from sqlalchemy import select

from mingus.core.db import transaction
from mingus.core.tenancy import Member
from mingus.ledger.models import ImportRow
from mingus.ledger.service import imports
from mingus.ledger.service.imports import queries
from mingus.ledger.service.imports.classify import classify, number_repeats
from tests.ledger.service.imports.files import Line, bring_in, csv, line, look_at, ofx, only_account, outcomes

FARE, CAFE = line("2026-03-01", "-2.50", "FARE"), line("2026-03-02", "-9.00", "CAFE")


@pytest.mark.parametrize(
    ("there", "comes", "becomes"),
    [
        ([FARE], [FARE], {"matched": 1}),
        ([FARE], [FARE, FARE], {"matched": 1, "new": 1}),
        ([FARE, FARE], [FARE], {"matched": 1}),
        ([FARE], [CAFE], {"new": 1}),
        ([FARE], [line("2026-03-01", "2.50", "FARE")], {"new": 1}),
        ([FARE], [line("2026-03-02", "-2.50", "FARE")], {"new": 1}),
        ([line("2026-03-01", "-2.50", "FARE", pending=True)], [FARE], {"posted": 1}),
        ([FARE], [line("2026-03-01", "-2.50", "FARE", pending=True)], {"matched": 1}),
        ([line("2026-03-01", "-40", "BLUE", pending=True)], [line("2026-03-03", "-48", "GRAY")], {"review": 1}),
    ],
)
def test_what_becomes_of_a_row(alice: Member, there: list[Line], comes: list[Line], becomes: dict[str, int]) -> None:
    bring_in(alice, csv(there))
    assert outcomes(alice, look_at(alice, csv(comes), account_id=only_account(alice))) == becomes


def test_settling_twice_gives_the_same_answer_and_keeps_decisions(alice: Member) -> None:
    bring_in(alice, csv([FARE, line("2026-03-01", "-40", "BLUE", pending=True)]))
    file = csv([FARE, FARE, CAFE, line("2026-03-03", "-48", "GRAY")])
    import_id = look_at(alice, file, account_id=only_account(alice))
    with transaction(alice.household_id) as db:
        imports.decide(db, alice, import_id, 3, "skip")
        first = _settled(db, alice, import_id)
        for statement in queries.statements(db, alice.household_id, import_id):
            classify(db, statement)
        assert _settled(db, alice, import_id) == first
    assert [row[1] for row in first] == ["matched", "new", "new", "review"]
    assert [row[4] for row in first] == [None, None, "skip", None]


def test_without_an_account_everything_is_new(alice: Member) -> None:
    assert outcomes(alice, look_at(alice, csv([FARE, FARE, CAFE]))) == {"new": 3}


def test_a_row_of_another_account_is_no_match(alice: Member) -> None:
    bring_in(alice, ofx([line("2026-03-01", "-2.50", "FARE", "A")], number="111122223333"), name="a.ofx")
    other = look_at(alice, ofx([line("2026-03-01", "-2.50", "FARE", "A")], number="444455556666"), name="b.ofx")
    assert outcomes(alice, other) == {"new": 1}


def test_one_bank_number_on_several_rows_becomes_several_names_whatever_their_order(alice: Member) -> None:
    twice = [line("2026-03-01", "-2.50", "FARE", "X"), line("2026-03-02", "-9.00", "CAFE", "X")]
    names = []
    for order in (twice, twice[::-1]):
        import_id = look_at(alice, ofx(order), name="a.ofx")
        with transaction(alice.household_id, read_only=True) as db:
            known = select(ImportRow.description, ImportRow.source_id).where(ImportRow.import_id == import_id)
            names.append({row.description: row.source_id for row in db.execute(known)})
    assert names[0] == names[1]
    assert set(names[0].values()) == {"X", "X#2"}


def test_numbering_again_changes_nothing(alice: Member) -> None:
    import_id = look_at(alice, ofx([line("2026-03-01", "-2", "A", "X"), line("2026-03-02", "-3", "B", "X")]))
    with transaction(alice.household_id) as db:
        number_repeats(db, alice.household_id, import_id)
        found = db.scalars(select(ImportRow.source_id).where(ImportRow.import_id == import_id)).all()
    assert set(found) == {"X", "X#2"}


def _settled(db: object, member: Member, import_id: object) -> list[tuple[object, ...]]:
    columns = (ImportRow.number, ImportRow.outcome, ImportRow.ordinal, ImportRow.transaction_id, ImportRow.decision)
    wanted = select(*columns).where(ImportRow.import_id == import_id).order_by(ImportRow.number)
    return [tuple(row) for row in db.execute(wanted)]  # type: ignore[attr-defined]  # a session
