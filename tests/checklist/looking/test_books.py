"""Books that are right in every household, and each kind of fault in them counted."""

import pytest

from mingus.checklist.looking.books import books_are_right
from mingus.checklist.rules import State
from tests.checklist.conftest import MakeSurroundings
from tests.checklist.looking.database.conftest import environment
from tests.databases import Scratch
from tests.ops.schema.conftest import Lived, lived

__all__ = ["lived"]


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        ("UPDATE goals SET saved_minor = 1", "contributions do not add up to what a goal has saved: 1"),
        (
            "UPDATE transaction_splits SET amount_minor = amount_minor - 1",
            "parts do not add up to their transaction: 1",
        ),
    ],
)
def test_books_are_right_until_somebody_changes_a_sum(
    around: MakeSurroundings, lived: Lived, damage: str, words: str
) -> None:
    seen = around(environ=environment(lived))
    found = books_are_right(seen)
    assert (found.state, found.figures["households"]) == (State.PASS, 1)
    lived.scratch.run(damage)
    found = books_are_right(seen)
    assert (found.state, words in found.detail) == (State.FAIL, True), found
    assert lived.id not in found.detail


def test_without_a_household_there_is_nothing_wrong(around: MakeSurroundings, scratch_database: Scratch) -> None:
    found = books_are_right(around(environ={"DATABASE_URL": scratch_database.app}))
    assert (found.state, found.figures["households"]) == (State.PASS, 0)
