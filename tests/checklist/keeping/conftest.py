"""Evidence of one home."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from mingus.core.evidence import Draft, Keys, Store
from tests.servers.mail import authority  # noqa: F401 - fixtures are found by being here

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "evidence", Keys(tmp_path / "secrets"), now=lambda: NOON)


def draft(box: str, days: int, **changed: Any) -> Draft:
    said = {"kind": "drill", "statement": "A backup was restored.", "exit_code": 0, "operator": "founder"}
    return Draft(box, valid_for=timedelta(days=days), **{**said, **changed})
