"""Ids, and the one form a record's bytes have."""

import pytest

from mingus.core.evidence import Record, Store, is_id
from mingus.core.evidence.records import canonical, signed_bytes
from tests.core.evidence.conftest import draft


@pytest.mark.parametrize("text", ["1.1.1", "15.1.2", "S.1", "S.12", "P.3", "M.1.4"])
def test_ids_of_boxes(text: str) -> None:
    assert is_id(text)


@pytest.mark.parametrize(
    "text", ["", "1", "1.1", "0.1.1", "1.1.1.1", "100.1.1", "S.1.1", "M.1", "s.1", "1.1.1\n", "../1", "١.١.١"]
)
def test_what_is_no_id(text: str) -> None:
    assert not is_id(text)


def test_the_bytes_are_the_same_wherever_they_are_made(store: Store) -> None:
    record = store.append(draft(figures={"b": 1, "a": True}))
    assert Record.model_validate_json(canonical(record)) == record
    assert b'"created_at":"2026-11-25T12:00:01.000000Z"' in canonical(record)
    assert b'"figures":{"a":true,"b":1}' in canonical(record)
    assert b'"signature"' not in signed_bytes(record)
