"""A file that was read before: the same rows without reading it twice, settled against the ledger as it is now."""

from mingus.core.clock import now
from mingus.core.db import transaction
from mingus.core.tenancy import Member
from mingus.ledger.models import FileImport
from mingus.ledger.service import imports
from tests.ledger.service.imports.files import bring_in, change_row, csv, line, look_at, ofx, outcomes, rows

MARCH = csv(
    [line("2026-03-01", "-2.50", "FARE"), line("2026-03-01", "-2.50", "FARE"), line("2026-03-02", "-9", "CAFE")]
)


def test_it_looks_like_the_first_time(alice: Member) -> None:
    first, _ = bring_in(alice, MARCH)
    second = look_at(alice, MARCH)
    with transaction(alice.household_id, read_only=True) as db:
        before, after = imports.preview(db, alice, first), imports.preview(db, alice, second)
    assert (after.format, after.encoding, after.rows_read, after.shape) == (
        before.format,
        before.encoding,
        before.rows_read,
        before.shape,
    )
    seen = [[(row.line, row.posted_on, row.amount_minor, row.description) for row in p.rows] for p in (before, after)]
    assert seen[0] == seen[1]
    assert outcomes(alice, second) == {"matched": 3}


def test_after_an_undo_it_comes_in_whole(alice: Member) -> None:
    first, _ = bring_in(alice, MARCH)
    before = rows(alice)
    with transaction(alice.household_id) as db:
        imports.undo(db, alice, first)
    _, counts = bring_in(alice, MARCH)
    assert counts["new"] == 3
    assert rows(alice) == before


def test_what_was_deleted_meanwhile_stays_deleted(alice: Member) -> None:
    bring_in(alice, MARCH)
    change_row(alice, "CAFE", deleted_at=now())
    bring_in(alice, MARCH)
    assert [row[2] for row in rows(alice)] == ["FARE", "FARE"]


def test_its_account_is_found_by_the_number_in_it(alice: Member) -> None:
    march = ofx([line("2026-03-01", "-2.50", "FARE", "A")], closing="10.00")
    bring_in(alice, march, name="a.ofx")
    second = look_at(alice, march, name="a.ofx")
    with transaction(alice.household_id, read_only=True) as db:
        (statement,) = imports.preview(db, alice, second).statements
    assert (statement.number_end, statement.account_id is not None) == ("6789", True)


def test_a_file_another_version_read_is_read_anew(alice: Member) -> None:
    """A newer Mingus may read better; what an older one understood is not taken over."""
    first, _ = bring_in(alice, MARCH)
    with transaction(alice.household_id) as db:
        old = imports.get(db, alice, first)
        old.reader_version, old.encoding = "0.0.1", "utf-16"
    second = look_at(alice, MARCH)
    with transaction(alice.household_id, read_only=True) as db:
        found: FileImport = imports.get(db, alice, second)
    assert (found.encoding, found.counts["matched"]) == ("utf-8", 3)


def test_bobs_copy_of_the_file_is_his_own(alice: Member, bob: Member) -> None:
    bring_in(alice, MARCH)
    _, counts = bring_in(bob, MARCH)
    assert counts["new"] == 3
    assert len(rows(alice)) == len(rows(bob)) == 3
