"""What the page of an import shows before anything is changed."""

import pytest

from mingus.core.db import transaction
from mingus.core.money import Money
from mingus.core.tenancy import Member
from mingus.ledger.models import FileImport
from mingus.ledger.service import imports
from tests.ledger.books import counted_statements
from tests.ledger.service.imports.files import bring_in, csv, line, look_at, ofx, only_account

MARCH = [line("2026-03-01", "-2.50", "FARE", "A"), line("2026-03-02", "-9.00", "CAFE", "B")]


def preview(member: Member, content: bytes, *, name: str = "statement.csv", **more: object) -> imports.Preview:
    import_id = look_at(member, content, name=name)
    with transaction(member.household_id, read_only=True) as db:
        return imports.preview(db, member, import_id, **more)  # type: ignore[arg-type]  # its own options


def test_a_statement_shows_its_account_its_days_and_its_balances(alice: Member) -> None:
    (statement,) = preview(alice, ofx(MARCH, closing="100.00"), name="a.ofx").statements
    assert (statement.name, statement.number_end, statement.count) == ("Checking ••6789", "6789", 2)
    assert (statement.total, statement.closing, statement.opening) == (Money(-1150), Money(10000), Money(11150))
    assert (str(statement.first_on), str(statement.last_on)) == ("2026-03-01", "2026-03-02")


def test_the_number_of_queries_does_not_grow_with_the_file(alice: Member) -> None:
    counted = []
    for days in (2, 28):
        file = csv([line(f"2026-03-{day:02}", f"-{day}.00", f"SHOP {day}") for day in range(1, days)])
        import_id = look_at(alice, file)
        with transaction(alice.household_id, read_only=True) as db, counted_statements() as sent:
            imports.preview(db, alice, import_id)
        counted.append(len(sent))
    assert counted[0] == counted[1] <= 6


def test_pages_hold_every_row_once(alice: Member) -> None:
    import_id = look_at(alice, csv([line("2026-03-01", f"-{n}.00", f"SHOP {n}") for n in range(1, 121)]))
    seen: list[int] = []
    after: int | None = 0
    with transaction(alice.household_id, read_only=True) as db:
        while after is not None:
            page = imports.preview(db, alice, import_id, after=after)
            seen += [row.number for row in page.rows]
            after = page.next_after
    assert seen == list(range(1, 121))


def test_one_outcome_can_be_looked_at_and_an_unknown_one_is_all(alice: Member) -> None:
    bad = csv(MARCH) + b"2026-02-31,SHOP,-1.00,Posted\n"
    assert [row.outcome for row in preview(alice, bad, outcome="failed").rows] == ["failed"]
    assert len(preview(alice, bad, outcome="' OR 1=1").rows) == 3


def test_a_file_that_brings_nothing_new_can_not_be_confirmed(alice: Member) -> None:
    assert preview(alice, csv(MARCH)).can_be_confirmed
    bring_in(alice, csv(MARCH))
    again = preview(alice, csv(MARCH))
    assert (again.total, again.can_be_confirmed) == (2, False)


def test_a_file_with_open_questions_asks_them_first(alice: Member) -> None:
    asked = preview(alice, b"Date,Payee,Amount\n03/04/2026,Shop,-1.00\n")
    assert (asked.questions, asked.can_be_confirmed) == (["date_order"], False)


def test_accounts_to_choose_from_leave_out_what_is_private_to_others(alice: Member, partner: Member) -> None:
    bring_in(alice, csv(MARCH))
    shown = preview(partner, csv(MARCH[:1]))
    assert set(shown.accounts) == {only_account(alice)}


@pytest.mark.parametrize(
    ("status", "rows_read", "size_bytes", "share"),
    [("reading", 0, 75_000, 0), ("reading", 500, 75_000, 50), ("reading", 5_000, 75_000, 95), ("ready", 1, 1, 100)],
)
def test_progress_never_says_done_before_it_is(status: str, rows_read: int, size_bytes: int, share: int) -> None:
    assert imports.progress(FileImport(status=status, rows_read=rows_read, size_bytes=size_bytes)) == share
