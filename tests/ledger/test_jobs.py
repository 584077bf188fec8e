"""Large files are read by the worker, in transactions of their own; here the job is called as the worker calls it."""

import io
from collections.abc import Iterator
from threading import Thread
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, delete, event, func, select, text

from mingus.core import db as database
from mingus.core.db import transaction
from mingus.core.errors import NotFound
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.identity.models import Household
from mingus.ledger import jobs
from mingus.ledger.models import FileImport, ImportRow, ImportStatement
from mingus.ledger.service import imports
from mingus.ledger.service.imports.reading import BATCH_ROWS
from mingus.uploads.models import UploadChunk
from tests.factories import make_member
from tests.ledger.by_hand import account, books_are_right
from tests.ledger.service.imports.files import line, ofx, rows

ROWS = 45_000
HEADER = "Date,Description,Amount,Reference\n"
WORDS = "SHOP WITH A LONG NAME IN A STREET WITH A LONGER ONE"


def csv(rows: int = ROWS) -> bytes:
    """A file of about 3 MB."""
    lines = (f"2026-{n % 12 + 1:02}-{n % 28 + 1:02},{WORDS} {n % 97},-{n % 90 + 1}.25,R{n}" for n in range(rows))
    return (HEADER + "\n".join(lines) + "\n").encode()


def arrives(member: Member, content: bytes, *, account_id: UUID | None = None) -> UUID:
    """The file is there and waits for the worker."""
    with transaction(member.household_id) as db:
        row = imports.start(db, member, "large.csv", io.BytesIO(content), account_id=account_id)
        assert row.status == "reading"
        return row.id


def work(member: Member, import_id: UUID) -> None:
    """The job, with the arguments that were queued for it."""
    with transaction(member.household_id, read_only=True) as db:
        queued = text("SELECT args FROM procrastinate_jobs WHERE args->>'import_id' = :id")
        ids: dict[str, Any] = db.execute(queued, {"id": str(import_id)}).scalar_one()
    jobs.read_import(**ids)


def row_of(member: Member, import_id: UUID) -> FileImport:
    with transaction(member.household_id, read_only=True) as db:
        return imports.get(db, member, import_id)


def staged(member: Member, import_id: UUID) -> tuple[int, int]:
    """How many rows and statements are staged."""
    with transaction(member.household_id, read_only=True) as db:
        counted = [
            db.scalar(select(func.count()).select_from(table).where(table.import_id == import_id))
            for table in (ImportRow, ImportStatement)
        ]
    return counted[0] or 0, counted[1] or 0


@pytest.fixture
def between_batches() -> Iterator[list[Any]]:
    """Functions to be called after each transaction in which a batch of rows was staged."""
    called: list[Any] = []
    staging = [False]

    def after(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.lstrip().startswith("INSERT INTO import_rows"):
            staging[0] = True
        elif statement == "COMMIT" and staging[0]:
            staging[0] = False
            for function in called:
                function()

    engine: Engine = database.engine()
    event.listen(engine, "after_cursor_execute", after)
    yield called
    event.remove(engine, "after_cursor_execute", after)


def test_a_large_file_is_read_with_progress_that_others_see(alice: Member, between_batches: list[Any]) -> None:
    import_id = arrives(alice, csv())
    seen: list[tuple[str, int, int]] = []

    def look() -> None:
        row = row_of(alice, import_id)
        seen.append((row.status, row.rows_read, imports.progress(row) or 0))

    between_batches.append(look)
    work(alice, import_id)
    assert [(status, rows) for status, rows, _ in seen] == [
        ("reading", rows) for rows in range(BATCH_ROWS, ROWS + 1, BATCH_ROWS)
    ]
    shares = [share for _, _, share in seen]
    assert shares == sorted(shares)
    assert 0 < shares[0] < shares[-1] < 100
    done = row_of(alice, import_id)
    assert (done.status, done.rows_read, done.counts["new"], imports.progress(done)) == ("ready", ROWS, ROWS, 100)


def test_read_twice_is_the_same_as_once(alice: Member) -> None:
    import_id = arrives(alice, csv(16_000))
    for _ in range(2):
        work(alice, import_id)
    assert staged(alice, import_id) == (16_000, 1)


def test_a_worker_that_died_over_a_file_leaves_nothing_twice(alice: Member, between_batches: list[Any]) -> None:
    import_id = arrives(alice, csv(16_000))

    def die() -> None:
        between_batches.clear()
        raise KeyboardInterrupt

    between_batches.append(die)
    with pytest.raises(KeyboardInterrupt):
        work(alice, import_id)
    assert row_of(alice, import_id).status == "reading"
    work(alice, import_id)
    assert (row_of(alice, import_id).status, staged(alice, import_id)) == ("ready", (16_000, 1))


def test_a_file_that_breaks_off_badly_is_refused_with_a_sentence_and_leaves_no_row(alice: Member) -> None:
    import_id = arrives(alice, csv(16_000) + b'2026-01-01,"never closed,-1.00,R\n' + b"x" * 70_000 + b"\n")
    work(alice, import_id)
    row = row_of(alice, import_id)
    assert (row.status, staged(alice, import_id)) == ("refused", (0, 0))
    assert "line 16002 has a field longer than 64 KB" in row.refusal


def test_a_file_that_turns_out_to_be_cut_off_leaves_none_of_the_rows_before(alice: Member) -> None:
    whole = ofx([line("2026-03-01", "-2.50", "FARE", f"F{number}") for number in range(16_000)])
    import_id = arrives(alice, whole + whole.partition(b"<STMTTRNRS>")[0])  # another document begins
    work(alice, import_id)
    row = row_of(alice, import_id)
    assert (row.status, staged(alice, import_id)) == ("refused", (0, 0))
    assert row.refusal == "The file is cut off: its end is missing. Download it again."


def test_an_import_discarded_before_its_turn_stays_discarded(alice: Member) -> None:
    import_id = arrives(alice, csv(16_000))
    _discard(alice, import_id)
    work(alice, import_id)
    assert (row_of(alice, import_id).status, staged(alice, import_id)) == ("discarded", (0, 0))


def test_an_import_discarded_while_it_is_read_stays_discarded(alice: Member, between_batches: list[Any]) -> None:
    import_id = arrives(alice, csv(16_000))

    def discard() -> None:
        between_batches.clear()
        _discard(alice, import_id)

    between_batches.append(discard)
    work(alice, import_id)
    assert (row_of(alice, import_id).status, staged(alice, import_id)) == ("discarded", (0, 0))


def _discard(member: Member, import_id: UUID) -> None:
    with transaction(member.household_id) as db:
        imports.discard(db, member, import_id)


def test_a_file_that_names_no_currency_is_in_the_households_own(configuration: Settings) -> None:
    anna = make_member(configuration, currency="EUR", time_zone="Europe/Berlin")
    import_id = arrives(anna, csv(16_000))
    work(anna, import_id)
    with transaction(anna.household_id, read_only=True) as db:
        (statement,) = imports.statements(db, anna.household_id, import_id)
    assert statement.currency == "EUR"


def test_a_file_for_an_account_in_another_currency_is_refused_with_the_reason(alice: Member) -> None:
    euros = account(alice, "Euros", currency="EUR")
    import_id = arrives(alice, csv(16_000), account_id=euros)
    work(alice, import_id)
    row = row_of(alice, import_id)
    assert (row.status, staged(alice, import_id)) == ("refused", (0, 0))
    assert row.refusal == "This file is in USD, the account “Euros” is in EUR."


def test_a_file_that_does_not_open_any_more_is_refused_and_not_tried_for_ever(alice: Member) -> None:
    import_id = arrives(alice, csv(16_000))
    with transaction(alice.household_id) as db:
        db.execute(delete(UploadChunk).where(UploadChunk.position == 2))
    work(alice, import_id)
    row = row_of(alice, import_id)
    assert (row.status, row.refusal[:39]) == ("refused", "This file can’t be opened any more. Ple")


def test_a_file_of_people_who_have_left_is_left_alone(alice: Member) -> None:
    import_id = arrives(alice, csv(16_000))
    with transaction(alice.household_id) as db:
        db.execute(delete(Household).where(Household.id == alice.household_id))
    work(alice, import_id)
    with pytest.raises(NotFound):
        row_of(alice, import_id)


def test_bob_cannot_have_a_file_of_alice_read(alice: Member, bob: Member) -> None:
    import_id = arrives(alice, csv(16_000))
    jobs.read_import(str(bob.household_id), str(bob.person_id), str(import_id))
    jobs.read_import(str(alice.household_id), str(bob.person_id), str(import_id))
    assert (row_of(alice, import_id).status, staged(alice, import_id)) == ("reading", (0, 0))


def test_answers_about_a_large_file_are_the_workers_to_read_by(alice: Member) -> None:
    import_id = arrives(alice, csv(16_000))
    work(alice, import_id)
    with transaction(alice.household_id) as db:
        assert imports.correct(db, alice, import_id, {"sign": "inverted"}).status == "reading"
    work(alice, import_id)
    with transaction(alice.household_id, read_only=True) as db:
        view = imports.preview(db, alice, import_id)
    assert (view.status, view.counts["new"]) == ("ready", 16_000)
    assert view.statements[0].total.minor > 0


def asks_to_confirm(member: Member) -> UUID:
    """A large import that waits for the worker to confirm it."""
    import_id = arrives(member, csv(16_000))
    work(member, import_id)
    with transaction(member.household_id) as db:
        assert imports.ask_to_confirm(db, member, import_id).status == "confirming"
    return import_id


def settle(member: Member, import_id: UUID) -> None:
    jobs.settle_import(str(member.household_id), str(member.person_id), str(import_id))


@pytest.fixture
def amid_adding() -> Iterator[list[Any]]:
    """Functions to be called once the rows are in the books, before that is committed."""
    called: list[Any] = []

    def after(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.lstrip().startswith("INSERT INTO transactions"):
            for function in called:
                function()

    engine: Engine = database.engine()
    event.listen(engine, "after_cursor_execute", after)
    yield called
    event.remove(engine, "after_cursor_execute", after)


def test_a_worker_that_died_over_adding_leaves_nothing_half_and_the_next_does_it_whole(
    alice: Member, amid_adding: list[Any]
) -> None:
    import_id = asks_to_confirm(alice)

    def die() -> None:
        amid_adding.clear()
        assert rows(alice) == []  # nobody sees any of it yet
        raise KeyboardInterrupt

    amid_adding.append(die)
    with pytest.raises(KeyboardInterrupt):
        settle(alice, import_id)
    assert (row_of(alice, import_id).status, rows(alice)) == ("confirming", [])
    for _ in range(2):
        settle(alice, import_id)
    assert (row_of(alice, import_id).status, len(rows(alice))) == ("confirmed", 16_000)
    assert books_are_right(alice)


def test_two_workers_with_one_job_add_it_once(alice: Member) -> None:
    import_id = asks_to_confirm(alice)
    both = [Thread(target=settle, args=(alice, import_id)) for _ in range(2)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert (row_of(alice, import_id).status, len(rows(alice))) == ("confirmed", 16_000)


def test_adding_for_people_who_have_left_or_for_someone_else_is_dropped(alice: Member, bob: Member) -> None:
    import_id = asks_to_confirm(alice)
    jobs.settle_import(str(bob.household_id), str(bob.person_id), str(import_id))
    jobs.settle_import(str(alice.household_id), str(bob.person_id), str(import_id))
    assert (row_of(alice, import_id).status, rows(alice)) == ("confirming", [])
    with transaction(alice.household_id) as db:
        db.execute(delete(Household).where(Household.id == alice.household_id))
    settle(alice, import_id)
    assert rows(alice) == []
