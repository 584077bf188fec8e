"""Statements over many fresh rows join by hash; the rest of the connection's work is planned as always."""

import pytest
from sqlalchemy import text

from mingus.core.db import transaction
from mingus.core.tenancy import Member
from mingus.ledger.service.imports.planning import MANY_ROWS, for_rows

NESTED = text("SELECT current_setting('enable_nestloop')")


@pytest.mark.parametrize(("rows", "nested"), [(MANY_ROWS, "on"), (MANY_ROWS + 1, "off")])
def test_only_many_rows_change_the_plan_and_only_inside_the_block(alice: Member, rows: int, nested: str) -> None:
    with transaction(alice.household_id) as db:
        with for_rows(db, rows):
            assert db.scalar(NESTED) == nested
        assert db.scalar(NESTED) == "on"


def test_a_block_that_fails_leaves_nothing_on_the_connection(alice: Member) -> None:
    with pytest.raises(ZeroDivisionError), transaction(alice.household_id) as db, for_rows(db, 5000):
        raise ZeroDivisionError
    with transaction(alice.household_id) as db:
        assert db.scalar(NESTED) == "on"
