"""`mingus checklist …` as a person types it: what it prints, what it writes, how it ends."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from mingus.checklist import catalogue
from mingus.checklist.boxes import every_box
from mingus.checklist.reports import paper
from mingus.checklist.rules import Stage
from mingus.core.evidence import Keys
from tests.checklist.cli.conftest import Mingus
from tests.checklist.conftest import NOW, MakeTree
from tests.checklist.results import every_state

STAGE = ("--stage", "staging", "--offline")


@pytest.fixture
def clean(small_tree: MakeTree) -> str:
    """A tree in which nothing is left over."""
    return str(small_tree({"mingus/a.py": '"""A."""\n'}).root)


@pytest.fixture
def broken(small_tree: MakeTree) -> str:
    """A tree that gives a secret its value."""
    return str(small_tree({"config/production.py": f"SECRET_KEY = {'k' * 32!r}\n"}).root)


def test_the_list_has_every_box(mingus: Mingus) -> None:
    ran = mingus("checklist", "list", "--json")
    assert [box["id"] for box in json.loads(ran.stdout)] == [box.id for box in every_box()]
    some = mingus("checklist", "list", "--section", "2", "--id", "1.1.1", "--json")
    ids = [box["id"] for box in json.loads(some.stdout)]
    assert ids == ["1.1.1", *(box_id for box_id in catalogue.box_ids() if box_id.startswith("2."))]
    group = mingus("checklist", "list", "--section", "1.5", "--section", "S", "--json")
    ids = [box["id"] for box in json.loads(group.stdout)]
    assert ids == [box_id for box_id in catalogue.box_ids() if box_id.startswith(("1.5.", "S."))]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("list", "--section", "99"), "There is no section 99"),
        (("list", "--section", "7.9"), "There is no section 7.9"),
        (("show", "1.1.99"), "There is no box 1.1.99"),
        (("report",), "--out FILE"),
    ],
)
def test_what_does_not_exist_is_said(mingus: Mingus, words: tuple[str, ...], said: str) -> None:
    ran = mingus("checklist", *words)
    assert ran.returncode == 64
    assert said in ran.stderr


def test_it_ends_with_0_only_when_nothing_stands_in_the_way(mingus: Mingus, clean: str) -> None:
    ran = mingus("checklist", "run", *STAGE, "--tree", clean, "--id", "1.3.4", "--json")
    (found,) = json.loads(ran.stdout)
    assert (found["state"], ran.returncode) == ("pass", 0), found["detail"]


def test_it_ends_with_1_and_names_the_place_when_something_fails(mingus: Mingus, broken: str) -> None:
    ran = mingus("checklist", "run", *STAGE, "--tree", broken, "--id", "1.4.2")
    assert ran.returncode == 1
    assert "✗ fail" in ran.stdout
    assert "config/production.py:1" in ran.stdout


def test_it_ends_with_1_when_nobody_knows(mingus: Mingus, clean: str) -> None:
    ran = mingus("checklist", "run", *STAGE, "--tree", clean, "--id", "2.3.1")
    assert ran.returncode == 1
    assert "? unknown" in ran.stdout


def test_junit_is_written_beside(mingus: Mingus, broken: str, tmp_path: Path) -> None:
    file = tmp_path / "junit.xml"
    mingus("checklist", "run", *STAGE, "--tree", broken, "--id", "1.4.2", "--junit", str(file))
    root = ET.fromstring(file.read_text())  # noqa: S314 - we wrote it
    assert root.find("testsuite/testcase/failure") is not None


def test_one_box_is_shown_explained_and_mended(mingus: Mingus, broken: str) -> None:
    shown = mingus("checklist", "show", "1.4.2", *STAGE, "--tree", broken)
    assert (shown.returncode, "To fix:" in shown.stdout) == (1, True)
    assert "Passes when" in mingus("checklist", "explain", "1.4.2").stdout
    assert mingus("checklist", "fix", "1.4.2", *STAGE, "--tree", broken).returncode == 1


def test_a_report_that_was_changed_is_found_out(mingus: Mingus, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    keys = Keys(tmp_path / "home/secrets")
    file.write_bytes(paper.render(every_state(), paper.Looked(Stage.LOCAL, NOW, "4f2c1e9", "host", "operator"), keys))
    good = mingus("checklist", "report", "--verify", str(file))
    assert (good.returncode, f"signed by key {keys.own_id}" in good.stdout) == (0, True)
    file.write_bytes(file.read_bytes().replace(b"unknown", b"passing", 1))
    bad = mingus("checklist", "report", "--verify", str(file))
    assert bad.returncode != 0
    assert "was changed" in bad.stderr
