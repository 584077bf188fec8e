"""A store in a folder of the test's own, with a clock that the test sets."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from mingus.core.evidence import Draft, Keys, Record, Store
from mingus.core.evidence.records import canonical
from mingus.core.evidence.writing import seal

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


class Clock:
    """A clock that says what it is told, one second later each time."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    return Keys(tmp_path / "secrets")


@pytest.fixture
def store(tmp_path: Path, keys: Keys, clock: Clock) -> Store:
    return Store(tmp_path / "evidence", keys, now=clock)


@pytest.fixture
def five(store: Store) -> list[Record]:
    """Five records of two boxes in the store."""
    return [store.append(draft(box)) for box in ("15.1.2", "S.1", "15.1.2", "S.1", "15.1.2")]


def draft(box: str = "15.1.2", **changed: Any) -> Draft:
    said = {"kind": "drill", "statement": "A backup was restored.", "valid_for": timedelta(days=90), "exit_code": 0}
    return Draft(box, **{**said, **changed})


@pytest.fixture
def rewrite(store: Store, keys: Keys) -> Callable[..., Record]:
    """Puts a record that says something else in the place of one, signed by whoever `by` is."""

    def put(record: Record, *, by: Keys | None = None, **changed: Any) -> Record:
        said = {name: getattr(record, name) for name in Record.model_fields} | changed
        forged = seal({name: value for name, value in said.items() if name not in {"key_id", "signature"}}, by or keys)
        (store.folder / record.where).unlink()
        (store.folder / forged.where).write_bytes(canonical(forged))
        return forged

    return put
