"""What Mingus offers, and the test that goes through each of it like a person: docs/features.csv."""

import ast
import csv
import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from mingus.checklist.documents.reading import DocumentError, text_of
from mingus.checklist.parsing import parsed

FEATURES: Final = "docs/features.csv"
COLUMNS: Final = ["feature", "status", "tests"]
TESTED: Final = "tested"
NOT_BUILT: Final = "not built"


@dataclass(frozen=True)
class Feature:
    """One thing people can do. `tests` are names pytest takes: tests/journeys/test_imports.py::test_…"""

    name: str
    status: str
    tests: tuple[str, ...]


def features(root: Path) -> list[Feature]:
    """Every row. Raises DocumentError when the file has not its form; `missing_tests` looks whether they exist."""
    path = root / FEATURES
    reader = csv.DictReader(io.StringIO(text_of(path)))
    if reader.fieldnames != COLUMNS:
        raise DocumentError(f"{path}: the columns are {', '.join(COLUMNS)}")
    return [_feature(row, f"{path}:{number}") for number, row in enumerate(reader, 2)]


def missing_tests(root: Path, feature: Feature) -> list[str]:
    """The tests the row names that are not in this tree."""
    return [test for test in feature.tests if not _exists(root, test)]


def _feature(row: dict[str, str | None], place: str) -> Feature:
    name, status, tests = ((row.get(column) or "").strip() for column in COLUMNS)
    if status not in {TESTED, NOT_BUILT}:
        raise DocumentError(f"{place}: the status is {TESTED} or {NOT_BUILT}, not {status}")
    if not name or (status == TESTED) != bool(tests):
        raise DocumentError(f"{place}: what is tested names its tests, what is not built names none")
    return Feature(name, status, tuple(tests.split()))


def _exists(root: Path, test: str) -> bool:
    file, _, name = test.partition("::")
    path = root / file
    return path.is_file() and name in _tests_in(path, path.stat().st_mtime_ns)


@cache
def _tests_in(path: Path, _changed_ns: int) -> frozenset[str]:
    try:
        tree = parsed(text_of(path))
    except SyntaxError:
        return frozenset()
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
