"""Taking a file in, reading it again with a person's answers, dropping it."""

import io
from uuid import UUID

import pytest
from sqlalchemy import func, select, text

from mingus.core.db import transaction
from mingus.core.errors import BadFile, NotFound, Refused
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.ledger.models import FileImport, ImportRow
from mingus.ledger.service import imports
from mingus.ledger.service.imports.start import AT_ONCE_BYTES
from mingus.uploads import Upload
from tests.factories import make_member
from tests.ledger.service.imports.files import bring_in, csv, line, look_at, ofx

MARCH = csv([line("2026-03-01", "-2.50", "FARE"), line("2026-03-02", "-9.00", "CAFE")])
UNCLEAR = b"Date;Payee;Amount\n03/04/2026;Shop;1.000\n05/04/2026;Bakery;2.000\n"


def read(member: Member, import_id: UUID) -> list[tuple[str, int | None]]:
    """Day and amount of every row."""
    with transaction(member.household_id, read_only=True) as db:
        return [(str(row.posted_on), row.amount_minor) for row in imports.rows(db, member, import_id)]


def correct(member: Member, import_id: UUID, **answers: object) -> FileImport:
    with transaction(member.household_id) as db:
        return imports.correct(db, member, import_id, answers)


def test_a_correction_changes_how_the_file_is_read(alice: Member) -> None:
    import_id = look_at(alice, UNCLEAR)
    correct(alice, import_id, date_order="dmy", decimal_mark=",", sign="inverted")
    assert read(alice, import_id) == [("2026-04-03", -100000), ("2026-04-05", -200000)]
    correct(alice, import_id, date_order="mdy", decimal_mark=".", sign="as_written")
    assert read(alice, import_id) == [("2026-03-04", 100), ("2026-05-04", 200)]


def test_corrections_add_up(alice: Member) -> None:
    import_id = look_at(alice, UNCLEAR)
    correct(alice, import_id, date_order="dmy")
    correct(alice, import_id, decimal_mark=",")
    correct(alice, import_id, sign="inverted")
    assert read(alice, import_id) == [("2026-04-03", -100000), ("2026-04-05", -200000)]
    with transaction(alice.household_id, read_only=True) as db:
        assert imports.preview(db, alice, import_id).questions == []


def test_a_correction_that_means_nothing_changes_nothing(alice: Member) -> None:
    import_id = look_at(alice, UNCLEAR)
    before = read(alice, import_id)
    with pytest.raises(Refused) as refused:
        correct(alice, import_id, sign="sideways")
    assert refused.value.fields == {"sign": "unknown"}
    assert read(alice, import_id) == before


def test_what_was_dealt_with_is_not_read_again(alice: Member) -> None:
    import_id, _ = bring_in(alice, MARCH)
    with pytest.raises(Refused, match="dealt with already"):
        correct(alice, import_id, sign="inverted")


def test_a_file_that_names_no_currency_is_in_the_households_own(configuration: Settings) -> None:
    anna = make_member(configuration, currency="EUR")
    import_id = look_at(anna, MARCH)
    with transaction(anna.household_id, read_only=True) as db:
        found = imports.preview(db, anna, import_id)
    assert (found.statements[0].currency, found.questions) == ("EUR", [])


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04zip", b"%PDF-1.7", b"\x89PNG\r\n\x1a\n", b"Dear Alice,\nhello\n"])
def test_nothing_is_kept_of_what_is_no_bank_file(alice: Member, content: bytes) -> None:
    with pytest.raises(BadFile):
        look_at(alice, content)
    with transaction(alice.household_id, read_only=True) as db:
        for table in (FileImport, ImportRow, Upload):
            assert db.scalar(select(func.count()).select_from(table)) == 0


def test_a_large_file_waits_for_the_worker_and_a_large_picture_does_not(alice: Member) -> None:
    with pytest.raises(BadFile):
        look_at(alice, b"\x89PNG\r\n\x1a\n" + b"\x00" * AT_ONCE_BYTES)
    import_id = look_at(alice, MARCH + b" " * AT_ONCE_BYTES)
    with transaction(alice.household_id, read_only=True) as db:
        assert imports.get(db, alice, import_id).status == "reading"
        queued = text("SELECT count(*) FROM procrastinate_jobs WHERE args->>'import_id' = :id")
        assert db.scalar(queued, {"id": str(import_id)}) == 1


def test_a_large_file_that_is_cut_off_is_refused_at_once_and_a_whole_one_waits(alice: Member) -> None:
    whole = ofx([line("2026-03-01", "-2.50", "FARE " + "X" * 300, f"F{n}") for n in range(4000)], closing="100.00")
    assert len(whole) > AT_ONCE_BYTES
    for cut in (-9, -200, -300_000):
        with pytest.raises(BadFile, match="cut off"):
            look_at(alice, whole[:cut], name="a.ofx")
    with transaction(alice.household_id, read_only=True) as db:
        assert db.scalar(select(func.count()).select_from(Upload)) == 0
        assert imports.get(db, alice, look_at(alice, whole, name="a.ofx")).status == "reading"


def test_a_command_reads_a_large_file_at_once(alice: Member) -> None:
    large = csv([line("2026-03-01", "-2.50", "FARE " + "X" * 300)] * 4000)
    assert len(large) > AT_ONCE_BYTES
    with transaction(alice.household_id) as db:
        row = imports.start(db, alice, "a.csv", io.BytesIO(large), at_once=True)
        assert (row.status, row.rows_read) == ("ready", 4000)


def test_a_discarded_import_leaves_neither_rows_nor_its_file(alice: Member) -> None:
    import_id = look_at(alice, MARCH)
    with transaction(alice.household_id) as db:
        imports.discard(db, alice, import_id)
    with transaction(alice.household_id, read_only=True) as db:
        for table in (ImportRow, Upload):
            assert db.scalar(select(func.count()).select_from(table)) == 0
    with pytest.raises(Refused), transaction(alice.household_id) as db:
        imports.confirm(db, alice, import_id)


def test_a_confirmed_import_is_undone_and_not_discarded(alice: Member) -> None:
    import_id, _ = bring_in(alice, MARCH)
    with pytest.raises(Refused, match="Undo it instead"), transaction(alice.household_id) as db:
        imports.discard(db, alice, import_id)


def test_bob_corrects_and_discards_nothing_of_alice(alice: Member, bob: Member) -> None:
    import_id = look_at(alice, MARCH)
    with pytest.raises(NotFound):
        correct(bob, import_id, sign="inverted")
    with pytest.raises(NotFound), transaction(bob.household_id) as db:
        imports.discard(db, bob, import_id)
