"""A large file is read by the worker, as its household would have it read, and as long as anybody wants it."""

import io
from collections.abc import Iterator
from uuid import UUID

import pytest

from mingus.core.db import transaction
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.ledger import jobs
from mingus.ledger.service import imports
from mingus.ledger.service.imports.reading import Batch, Reading
from mingus.ledger.service.imports.start import AT_ONCE_BYTES
from tests.factories import make_member
from tests.ledger.service.imports.files import csv, line

ROWS = 40_000


@pytest.fixture
def large() -> bytes:
    content = csv(line("2026-03-02", f"-{number % 900}.25", f"SHOP {number:06}") for number in range(ROWS))
    assert len(content) > AT_ONCE_BYTES
    return content


def uploaded(member: Member, content: bytes) -> UUID:
    with transaction(member.household_id) as db:
        return imports.start(db, member, "large.csv", io.BytesIO(content)).id


def work(member: Member, import_id: UUID) -> None:
    jobs.read_import(str(member.household_id), str(member.person_id), str(import_id))


def test_a_large_file_is_read_in_the_currency_of_the_household(configuration: Settings, large: bytes) -> None:
    europeans = make_member(configuration, currency="EUR")
    import_id = uploaded(europeans, large)
    work(europeans, import_id)
    with transaction(europeans.household_id, read_only=True) as db:
        view = imports.preview(db, europeans, import_id)
    assert (view.status, view.counts["new"]) == ("ready", ROWS)
    assert [statement.currency for statement in view.statements] == ["EUR"]


def test_answers_about_a_large_file_are_the_workers_to_read_by(alice: Member, large: bytes) -> None:
    import_id = uploaded(alice, large)
    work(alice, import_id)
    with transaction(alice.household_id) as db:
        assert imports.correct(db, alice, import_id, {"sign": "inverted"}).status == "reading"
    work(alice, import_id)
    with transaction(alice.household_id, read_only=True) as db:
        view = imports.preview(db, alice, import_id)
    assert (view.status, view.counts["new"]) == ("ready", ROWS)
    assert view.statements[0].total.minor > 0


def test_a_file_discarded_while_it_is_read_stays_gone(
    alice: Member, large: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_id = uploaded(alice, large)
    read_on = Reading.batches

    def discarded_after_the_first_batch(reading: Reading) -> Iterator[Batch]:
        for number, batch in enumerate(read_on(reading)):
            yield batch
            if number == 0:
                with transaction(alice.household_id) as db:
                    imports.discard(db, alice, import_id)

    monkeypatch.setattr(Reading, "batches", discarded_after_the_first_batch)
    work(alice, import_id)
    with transaction(alice.household_id, read_only=True) as db:
        assert imports.get(db, alice, import_id).status == "discarded"
        assert imports.counts(db, alice.household_id, import_id)["new"] == 0
        assert imports.rows(db, alice, import_id) == []
