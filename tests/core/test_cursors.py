from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingus.core import crypto, cursors
from mingus.core.errors import Refused
from mingus.core.ids import new_id
from mingus.core.settings import Settings

HOME = new_id()


@pytest.fixture(autouse=True, scope="module")
def _keys(configuration: Settings) -> None:
    crypto.use(configuration)


@given(on=st.dates(), row_id=st.uuids())
def test_a_cursor_leads_back_to_its_place(on: date, row_id: UUID) -> None:
    assert cursors.decode(HOME, cursors.encode(HOME, on, row_id)) == (on, row_id)


@given(st.text())
def test_nothing_else_is_a_cursor(tried: str) -> None:
    with pytest.raises(Refused):
        cursors.decode(HOME, tried)


def test_a_cursor_of_another_household_is_none() -> None:
    with pytest.raises(Refused):
        cursors.decode(new_id(), cursors.encode(HOME, date(2026, 1, 1), new_id()))
