"""What is stored twice is compared, and each kind of difference is named."""

import pytest
from sqlalchemy import Connection

from mingus.ops import schema
from mingus.ops.schema.books import ROLLUPS
from tests.ops.schema.conftest import Lived


def test_books_that_the_product_keeps_are_right(looking: Connection, seeing_all: Connection) -> None:
    for connection in (looking, seeing_all):
        found = schema.check_books(connection)
        assert (found.faults, found.reach.words()) == ((), "all 1 households")


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("UPDATE transaction_splits SET amount_minor = 1 WHERE position = 0", "parts do not add up"),
        ("UPDATE transactions SET is_split = false WHERE is_split", "a whole transaction has parts"),
        ("UPDATE goals SET saved_minor = 2600", "contributions do not add up"),
        ("UPDATE account_days SET sum_minor = sum_minor + 1", "days do not add up"),
        ("UPDATE category_months SET in_minor = in_minor + 1", ROLLUPS),
        ("DELETE FROM category_months", ROLLUPS),
    ],
)
def test_a_difference_is_named(lived: Lived, looking: Connection, broken: str, said: str) -> None:
    lived.scratch.run(broken)
    faults = schema.check_books(looking).faults
    assert [fault for fault in faults if said in fault.what and fault.count]
    assert {fault.household_id for fault in faults} == {lived.member.household_id}


def test_rows_are_counted_alike_by_all_who_may_see_them(looking: Connection, seeing_all: Connection) -> None:
    counts = dict(schema.row_counts(looking).rows)
    assert (counts["transactions"], counts["people"], counts["goal_contributions"]) == (3, 1, 1)
    assert dict(schema.row_counts(seeing_all).rows) == counts
