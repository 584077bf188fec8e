"""The run on the oldest PostgreSQL sends every statement that the run on the newest sent."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from psycopg import sql

from mingus.ops.postgres.roles import Role, Urls
from tests.statements import ONLY, RECORD_TO, Sent, chosen, recorded, shape

ROOT = Path(__file__).parents[1]
ROWS = "INSERT INTO t (a, b) VALUES "


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SELECT 1 FROM t WHERE a = 'x'", "SELECT 22 FROM t WHERE a = 'it''s'"),
        ("SELECT a\n  FROM t", "SELECT a FROM t"),
        (
            "SELECT a FROM t WHERE b IN (%(b_1_1)s::UUID)",
            "SELECT a FROM t WHERE b IN (%(b_1_1)s::UUID, %(b_1_2)s::UUID)",
        ),
        (ROWS + "(%(a_m0)s, %(b_m0)s)", ROWS + "(%(a_m0)s, %(b_m0)s), (%(a_m1)s, %(b_m1)s), (%(a_m2)s, %(b_m2)s)"),
        ("SELECT a FROM t WHERE a IN (1)", "SELECT a FROM t WHERE a IN (1, 2, 3)"),
        (b"SELECT a FROM t", sql.SQL("SELECT {} FROM t").format(sql.SQL("a"))),
    ],
)
def test_values_and_their_number_make_no_other_statement(one: object, other: object) -> None:
    assert shape(one) == shape(other)


@pytest.mark.parametrize(
    "other",
    [
        "SELECT a FROM u",
        "SELECT b FROM t",
        "SELECT a FROM t LIMIT 1",
        "SELECT a, a1 FROM t",
        "SELECT DISTINCT a FROM t",
    ],
)
def test_another_statement_is_another_shape(other: str) -> None:
    assert shape(other) != shape("SELECT a FROM t")


def test_the_quickest_tests_that_send_everything_are_chosen() -> None:
    tests = {
        "slow and all": Sent({"a", "b", "c"}, 29),
        "quick a": Sent({"a"}, 0.1),
        "slow a": Sent({"a"}, 1),
        "quick b and c": Sent({"b", "c"}, 0.1),
        "sends nothing": Sent(set(), 0.1),
    }
    assert chosen(tests) == ["quick a", "quick b and c"]


def test_what_one_slow_test_alone_sends_is_sent_again() -> None:
    assert "slow" in chosen({"quick": Sent({"a"}, 0.1), "slow": Sent({"a", "b"}, 29)})


def test_what_takes_longest_is_not_run_again() -> None:
    assert chosen({"quick": Sent({"a"}, 0.1), "a tour of all": Sent({"a", "b"}, 60)}) == ["quick"]


def test_what_processes_wrote_is_read_by_test(tmp_path: Path) -> None:
    (tmp_path / "1.jsonl").write_text('["one", "a"]\n["one", 0.5]\n')
    (tmp_path / "2.jsonl").write_text('["one", "b"]\n["two", 0.25]\n["one", 1]\n')
    assert recorded(tmp_path) == {"one": Sent({"a", "b"}, 1.5), "two": Sent(set(), 0.25)}


SENDING = """
import os, psycopg
def test_sends():
    with psycopg.connect(os.environ["ASKED"]) as db:
        db.execute("SELECT 1")
        if os.fork() == 0:
            psycopg.connect(os.environ["ASKED"]).execute("SELECT 1, 2")
            os._exit(0)
        os.wait()
def test_sends_nothing():
    pass
"""


def test_what_a_test_and_its_forks_send_is_noted_and_chosen(urls: Urls, tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(SENDING)
    (tmp_path / "test_other.py").write_text("def test_sends_nothing_either(): pass")
    noted = tmp_path / "noted"
    noted.mkdir()
    assert "3 passed" in pytest_says(tmp_path, ASKED=urls.libpq(Role.APPLICATION), **{RECORD_TO: str(noted)})
    tests = recorded(noted)
    assert tests["test_it.py::test_sends"].shapes == {shape("SELECT 1"), shape("SELECT 1, 2")}
    assert not tests["test_it.py::test_sends_nothing"].shapes
    (tmp_path / "chosen").write_text("\n".join(chosen(tests)))
    only = {ONLY: str(tmp_path / "chosen"), "ASKED": urls.libpq(Role.APPLICATION)}
    assert "1 passed, 1 deselected" in pytest_says(tmp_path, **only)  # the other file was not even read
    (tmp_path / "test_other.py").write_text("import pytest\n@pytest.mark.postgres\ndef test_starts_one(): pass")
    assert "2 passed, 1 deselected" in pytest_says(tmp_path, **only)


def pytest_says(folder: Path, **environ: str) -> str:
    command = [sys.executable, "-m", "pytest", "-c", os.devnull, "--rootdir", str(folder), "-p", "tests.statements"]
    environ = {**os.environ, "PYTHONPATH": str(ROOT), **environ}
    return subprocess.run(command, cwd=folder, env=environ, capture_output=True, text=True, check=False).stdout
