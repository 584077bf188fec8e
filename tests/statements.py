"""Which test sends which SQL, so that the oldest PostgreSQL is asked every statement without running every test again.

What a version of PostgreSQL may refuse or answer otherwise is a statement. The run on the newest notes the shape of
each (`recorded`), the run on the oldest takes the quickest tests that send them all (`chosen`).
"""

import hashlib
import heapq
import json
import os
import re
from collections.abc import Generator
from dataclasses import dataclass, field
from fnmatch import fnmatch
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import psycopg
import pytest
from psycopg import sql

RECORD_TO: Final = "MINGUS_TEST_STATEMENTS"
"""Names the folder in which a run notes what it sends."""

ONLY: Final = "MINGUS_TEST_ONLY"
"""Names a file with the tests to run, one on each line; those marked “postgres” run besides."""

MARKED: Final = "mark.postgres"
SENDS: Final = ("execute", "executemany", "copy", "stream")
PARAMETER: Final = re.compile(r"%\((\w+)\)s")
VALUE: Final = re.compile(r"'(?:[^']|'')*'|(?:\b|_m?)\d+\b")
LONG_LISTS: Final = (re.compile(r"([^\s,()]+)(?:, \1)+(?=[\s,)]|$)"), re.compile(r"(\([^()]*\))(?:, \1)+"))
SHAPE_LETTERS: Final = 16
START_SECONDS: Final = 0.05  # what choosing a test costs besides its own time
LONGEST_SECONDS: Final = 30.0
"""What only a longer test sends is not sent again: contracts and whole tours, whose own statements are other choices of
the same columns and filters."""


@dataclass
class Sent:
    """What one test sent, and how long it took."""

    shapes: set[str] = field(default_factory=set)
    seconds: float = 0.0


class Recorder:
    """Notes for each test, in a file of each process, what it sends. A forked command goes on in its test's name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._test = ""
        self._seen: set[str] = set()

    def watch(self) -> None:
        """From here on every cursor of this process tells what it sends."""
        for name in SENDS:
            setattr(psycopg.Cursor, name, self._telling(getattr(psycopg.Cursor, name)))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """What is sent from here to the end of `item` is its."""
        self._test, self._seen = item.nodeid, set()
        answer = yield
        self._test = ""
        return answer

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """How long each part of a test took."""
        self._write(report.nodeid, report.duration)

    def _telling(self, send: Any) -> Any:
        def told(cursor: psycopg.Cursor[Any], query: Any, *words: Any, **named: Any) -> Any:
            if self._test:
                self._note(shape(query))
            return send(cursor, query, *words, **named)

        return told

    def _note(self, found: str) -> None:
        if found not in self._seen:
            self._seen.add(found)
            self._write(self._test, found)

    def _write(self, *words: object) -> None:
        with (self._folder / f"{os.getpid()}.jsonl").open("a") as file:
            file.write(json.dumps(words) + "\n")


def pytest_configure(config: pytest.Config) -> None:
    """Begin to note where tests run: in this process, or in the workers it starts."""
    is_worker = hasattr(config, "workerinput")
    if RECORD_TO in os.environ and (is_worker or not config.getoption("numprocesses", None)):
        recorder = Recorder(Path(os.environ.pop(RECORD_TO)))  # popped: a test that starts pytest is one test
        recorder.watch()
        config.pluginmanager.register(recorder)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out files that hold nothing wanted, before they are read."""
    if ONLY not in os.environ or not fnmatch(collection_path.name, "test_*.py"):
        return None
    wanted = {config.rootpath / name for name in _files(Path(os.environ[ONLY]))}
    return None if collection_path in wanted or MARKED in collection_path.read_text() else True


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what the other run has shown and no version of PostgreSQL can change."""
    if ONLY not in os.environ:
        return
    wanted = set(Path(os.environ[ONLY]).read_text().splitlines())
    is_wanted = [item.nodeid in wanted or item.get_closest_marker("postgres") is not None for item in items]
    config.hook.pytest_deselected(items=[item for item, wanted in zip(items, is_wanted, strict=True) if not wanted])
    items[:] = [item for item, wanted in zip(items, is_wanted, strict=True) if wanted]


def shape(query: object) -> str:
    """The same for statements that differ only in their values or in how many there are."""
    if isinstance(query, sql.Composable):
        query = query.as_string(None)
    return _shape(query.decode() if isinstance(query, bytes) else str(query))


def recorded(folder: Path) -> dict[str, Sent]:
    """What the processes of a run noted in `folder`, by test."""
    tests: dict[str, Sent] = {}
    for file in folder.glob("*.jsonl"):
        for test, word in map(json.loads, file.read_text().splitlines()):
            sent = tests.setdefault(test, Sent())
            if isinstance(word, str):
                sent.shapes.add(word)
            else:
                sent.seconds += word
    return tests


def chosen(tests: dict[str, Sent]) -> list[str]:
    """Tests that together send every statement that any of `tests` sends, save the longest; they take little time."""
    quick = {test: sent for test, sent in tests.items() if sent.shapes and sent.seconds <= LONGEST_SECONDS}
    left = set().union(*(sent.shapes for sent in quick.values()))
    heap = [(-_worth(sent, left), test) for test, sent in quick.items()]
    heapq.heapify(heap)
    names = []
    while left:
        _, test = heapq.heappop(heap)
        worth = _worth(tests[test], left)
        if heap and worth < -heap[0][0]:
            heapq.heappush(heap, (-worth, test))
            continue
        names.append(test)
        left -= tests[test].shapes
    return sorted(names)


@lru_cache(1)
def _files(only: Path) -> set[str]:
    return {test.partition("::")[0] for test in only.read_text().splitlines()}


def _worth(sent: Sent, left: set[str]) -> float:
    return len(sent.shapes & left) / (sent.seconds + START_SECONDS)


@lru_cache(10_000)
def _shape(text: str) -> str:
    plain = VALUE.sub("?", PARAMETER.sub(r"%\1", " ".join(text.split())))
    for one in LONG_LISTS:
        plain = one.sub(r"\1", plain)
    return hashlib.sha256(plain.encode()).hexdigest()[:SHAPE_LETTERS]
