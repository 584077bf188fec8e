"""Small trees with documents in them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

HEAD = "---\nowner: operator\nreviewed: 2026-11-01\nexpires: 30 days\n---\n"

Write = Callable[[str, str], Path]


@pytest.fixture
def root() -> Path:
    """This checkout."""
    return ROOT


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Puts a file into a tree of this test's own."""

    def put(name: str, text: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    return put
