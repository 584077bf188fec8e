"""The register `docs/asvs.csv`: complete, and every proof it names is there and runs.

A proof is a test (`tests/….py::name`, through its class where it has one), a box of the checklist (`box:7.2.2`), or a
heading of a document (`docs/….md#heading`). Whether it proves its point is read by people; that it exists is read here.
"""

import ast
import csv
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from mingus.checklist import catalogue
from tests.architecture.sources import ROOT

REGISTER: Final = ROOT / "docs/asvs.csv"
PAGE: Final = ROOT / "docs/asvs.md"
COLUMNS: Final = ["id", "level", "status", "proof", "note"]
# How many requirements of levels 1 and 2 a chapter of OWASP ASVS 5.0.0 has; OAuth (V10) and WebRTC (V17) are not ours.
CHAPTERS: Final = {
    "V1": (8, 19), "V2": (4, 7), "V3": (8, 11), "V4": (2, 8), "V5": (4, 5), "V6": (13, 22), "V7": (6, 12), "V8": (4, 3),
    "V9": (4, 3), "V11": (3, 11), "V12": (3, 6), "V13": (1, 12), "V14": (2, 7), "V15": (3, 10), "V16": (0, 16),
}  # fmt: skip
STATUSES: Final = {"done", "n/a", "open"}
MIN_REASON: Final = 15
HEADING: Final = re.compile(r"^#+\s+(.+?)\s*$", re.MULTILINE)
CLAIMED_BEYOND: Final = re.compile(r"^\| (V\d+\.\d+\.\d+) \| (.+?) \| (.+?) \|$", re.MULTILINE)
PROOF: Final = re.compile(r"`((?:tests|docs)/[^`]+|box:[^`]+)`")
NEVER_RUN: Final = re.compile(r"pytest\.(?:mark\.)?(?:skip|xfail|importorskip)")

Row = dict[str, str]


@cache
def rows() -> tuple[Row, ...]:
    with REGISTER.open(newline="", encoding="utf-8") as file:
        return tuple(csv.DictReader(file))


def beyond() -> list[Row]:
    """What the page claims of level 3, in the form of a row."""
    found = CLAIMED_BEYOND.findall(PAGE.read_text().partition("## Of level 3")[2])
    return [{"id": id_, "note": note, "proof": " ".join(PROOF.findall(proof))} for id_, note, proof in found]


def test_it_has_its_columns() -> None:
    assert list(rows()[0]) == COLUMNS


def test_every_requirement_is_there_once() -> None:
    ids = [row["id"] for row in rows()]
    assert [id_ for id_, times in Counter(ids).items() if times > 1] == []
    assert all(re.fullmatch(r"V\d+\.\d+\.\d+", id_) for id_ in ids)
    assert ids == sorted(ids, key=lambda id_: [int(part) for part in id_[1:].split(".")])
    assert len(ids) == 217
    for chapter, of_level in CHAPTERS.items():
        levels = Counter(row["level"] for row in rows() if row["id"].startswith(f"{chapter}."))
        assert (levels["1"], levels["2"]) == of_level, chapter
    assert {id_.partition(".")[0] for id_ in ids} == set(CHAPTERS)


def test_what_is_claimed_beyond_is_of_level_3() -> None:
    claimed = [row["id"] for row in beyond()]
    assert len(claimed) == len(set(claimed)) > 0
    assert not {row["id"] for row in rows()} & set(claimed)


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["id"])
def test_a_row_keeps_its_word(row: Row) -> None:
    """Done has a proof that is there; not applicable and open have a reason."""
    assert row["status"] in STATUSES
    assert row["level"] in {"1", "2"}
    assert len(row["note"]) >= MIN_REASON
    assert "Verify that" not in row["note"]  # our words; the standard's are under another licence
    proofs = row["proof"].split()
    assert proofs or row["status"] != "done"
    assert not proofs or row["status"] != "n/a"
    assert len(proofs) == len(set(proofs))
    assert list(filter(None, map(fault, proofs))) == []


@pytest.mark.parametrize("row", beyond(), ids=lambda row: row["id"])
def test_what_is_claimed_of_level_3_is_proven(row: Row) -> None:
    assert row["proof"]
    assert list(filter(None, map(fault, row["proof"].split()))) == []


def test_the_page_counts_right_and_names_all_that_is_open() -> None:
    page = PAGE.read_text()
    counted = Counter(row["status"] for row in rows())
    assert f"{counted['done']} are met, {counted['n/a']} do not apply, {counted['open']} are open" in page
    listed = set(
        re.findall(r"^\| (V\d+\.\d+\.\d+) \|", page.partition("## What is open")[2].partition("\n## ")[0], re.MULTILINE)
    )
    assert listed == {row["id"] for row in rows() if row["status"] == "open"}


@pytest.mark.parametrize(
    ("proof", "said"),
    [
        ("tests/architecture/test_asvs.py::test_it_has_its_columns", ""),
        ("tests/architecture/test_asvs.py::test_that_is_not_there", "no such test"),
        ("tests/architecture/nothing.py::test_x", "no such file"),
        ("tests/architecture/test_asvs.py", "no test named"),
        ("tests/architecture/test_asvs.py::fault", "no such test"),
        ("box:7.2.2", ""),
        ("box:99.1.1", "no such box"),
        ("docs/asvs.md#what-is-open", ""),
        ("docs/asvs.md#nothing", "no such heading"),
        ("trust me", "no proof"),
    ],
)
def test_a_proof_that_is_none_is_noticed(proof: str, said: str) -> None:
    assert said in fault(proof) if said else fault(proof) == ""


@pytest.mark.parametrize(
    "text",
    [
        "import pytest\n@pytest.mark.skip\ndef test_x(): pass\n",
        "import pytest\n@pytest.mark.skipif(True, reason='')\ndef test_x(): pass\n",
        "import pytest\n@pytest.mark.xfail\ndef test_x(): pass\n",
        "import pytest\ndef test_x():\n    pytest.skip('later')\n",
        "import pytest\npytestmark = pytest.mark.skip\ndef test_x(): pass\n",
        "class TestA:\n    def test_x(self): pass\n",
    ],
)
def test_a_test_that_does_not_run_is_no_proof(text: str) -> None:
    assert not runs(ast.parse(text), ["test_x"])


def fault(proof: str) -> str:
    """What is wrong with a proof; nothing where it holds."""
    if proof.startswith("box:"):
        return "" if catalogue.is_known(proof.removeprefix("box:")) else f"{proof}: no such box"
    if proof.startswith("docs/"):
        return _fault_of_document(proof)
    if proof.startswith("tests/"):
        return _fault_of_test(proof)
    return f"{proof}: no proof"


def _fault_of_document(proof: str) -> str:
    name, _, heading = proof.partition("#")
    path = ROOT / name
    if not path.is_file():
        return f"{proof}: no such file"
    anchors = {_anchor(found) for found in HEADING.findall(path.read_text())}
    return "" if not heading or heading in anchors else f"{proof}: no such heading"


def _anchor(heading: str) -> str:
    """As GitHub writes it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _fault_of_test(proof: str) -> str:
    name, *inside = proof.split("::")
    if not (ROOT / name).is_file():
        return f"{proof}: no such file"
    if not inside:
        return f"{proof}: no test named"
    return "" if runs(_tree(ROOT / name), inside) else f"{proof}: no such test, or one that does not run"


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def runs(tree: ast.Module, inside: list[str]) -> bool:
    """Whether pytest collects the test of this name and nothing keeps it from running."""
    if not inside[-1].startswith("test_") or _has_mark(tree):
        return False
    here: ast.Module | ast.ClassDef = tree
    for name in inside[:-1]:
        found = next((node for node in here.body if isinstance(node, ast.ClassDef) and node.name == name), None)
        if found is None or not name.startswith("Test") or _is_held_back(found):
            return False
        here = found
    tests = [node for node in here.body if isinstance(node, ast.FunctionDef) and node.name == inside[-1]]
    return len(tests) == 1 and not _is_held_back(tests[0]) and not _gives_up(tests[0])


def _has_mark(tree: ast.Module) -> bool:
    marks = [node for node in tree.body if isinstance(node, ast.Assign) and _is_named(node, "pytestmark")]
    return any(NEVER_RUN.search(ast.unparse(mark)) for mark in marks)


def _is_named(node: ast.Assign, name: str) -> bool:
    return any(isinstance(target, ast.Name) and target.id == name for target in node.targets)


def _is_held_back(node: ast.FunctionDef | ast.ClassDef) -> bool:
    return any(NEVER_RUN.search(ast.unparse(mark)) for mark in node.decorator_list)


def _gives_up(test: ast.FunctionDef) -> bool:
    return bool(NEVER_RUN.search("\n".join(map(ast.unparse, test.body))))
