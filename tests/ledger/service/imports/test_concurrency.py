"""People write while a file comes in: nothing is lost, nothing is doubled, the sums are exact."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from mingus.core import db
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.ledger.service import imports, rollups
from tests.ledger.by_hand import account, add, balance
from tests.ledger.service.imports.files import csv, line, look_at, rows

WRITERS = 20


@pytest.fixture
def _many_connections(configuration: Settings) -> Iterator[None]:
    """Twenty people at once are several web processes, each with a pool of its own."""
    db.connect(configuration.database_url, pool_size=WRITERS + 2)
    yield
    db.connect(configuration.database_url)


@pytest.mark.usefixtures("_many_connections")
def test_twenty_writers_and_an_import_on_one_account(alice: Member) -> None:
    mine = account(alice)
    days = [date(2026, 3, 1) + timedelta(days=number % 28) for number in range(1500)]
    lines = [line(day.isoformat(), "-1.00", f"SHOP {number}") for number, day in enumerate(days)]
    import_id = look_at(alice, csv(lines), account_id=mine)

    def confirm() -> None:
        with db.transaction(alice.household_id) as session:
            imports.confirm(session, alice, import_id)

    with ThreadPoolExecutor(WRITERS + 1) as many:
        confirming = many.submit(confirm)
        writing = [many.submit(add, alice, f"0.{cents:02}", f"Kiosk {cents % 3}") for cents in range(1, WRITERS + 1)]
        confirming.result()
        for written in writing:
            written.result()
    assert balance(alice, mine) == "-1502.10"
    assert len(rows(alice)) == len(lines) + WRITERS
    with db.transaction(alice.household_id) as session:
        assert rollups.recount(session, alice.household_id) == []
