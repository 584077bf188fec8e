"""Drafts become records that follow the end of the chain."""

from datetime import timedelta

import pytest

from mingus.core.errors import Refused
from mingus.core.evidence import Keys, Record, Store, reading, writing
from tests.core.evidence.conftest import draft


def test_a_record_and_its_head_follow_what_was_the_end(store: Store, five: list[Record], keys: Keys) -> None:
    end = reading.head(store.folder, keys)
    now = five[4].created_at + timedelta(minutes=1)
    record = writing.next_record(draft("S.1"), (), head=end, keys=keys, now=now)
    assert (record.number, record.previous, record.created_at) == (6, five[4].hash, now)
    head = writing.next_head(end, record, keys)
    assert (head.number, head.hash) == (6, record.hash)
    assert head.newest == {"15.1.2 drill": five[4].where, "S.1 drill": record.where}


def test_evidence_is_good_for_400_days_at_most(keys: Keys, five: list[Record]) -> None:
    for days in (0, 401):
        with pytest.raises(Refused, match="at most 400 days"):
            writing.next_record(draft(valid_for=timedelta(days=days)), (), head=None, keys=keys, now=five[0].created_at)
