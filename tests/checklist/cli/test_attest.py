"""`mingus checklist attest`: in the name of a member, for a known box, until a day."""

from pathlib import Path

import pytest

from mingus.core import evidence
from tests.checklist.cli.conftest import Mingus

TEAM = """\
head: {owner: operator, reviewed: 2026-11-25, expires: 180 days}
roles: {operator: {does: answers alerts, required: true}}
procedures: []
members: [{id: founder, name: The founder, roles: [operator], since: 2026-11-25}]
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "tree" / "docs").mkdir(parents=True)
    (tmp_path / "tree" / "docs" / "team.yaml").write_text(TEAM)
    return tmp_path / "tree"


@pytest.mark.parametrize("group", ["checklist", "evidence"])
def test_a_member_attests_with_a_file(mingus: Mingus, tmp_path: Path, tree: Path, group: str) -> None:
    shot = tmp_path / "shot.png"
    shot.write_bytes(b"picture")
    said = ["--by", "founder", "--statement", "Both have a second factor.", "--days", "90", "--file", str(shot)]
    ran = mingus(group, "attest", "4.1.1", *said, "--tree", str(tree))
    assert (ran.returncode, ran.stdout) == (0, "")
    assert ran.stderr.startswith("✓ 4.1.1 attestation recorded as number 1 · good until ")
    record = evidence.of_home(tmp_path / "home", {}).latest("4.1.1", "attestation").record
    assert record
    assert (record.operator, record.statement) == ("founder", "Both have a second factor.")
    assert (record.exit_code, record.finished, (record.expires_at - record.created_at).days) == (None, True, 90)
    assert [(file.name, file.bytes) for file in record.artefacts] == [("shot.png", 7)]


@pytest.mark.parametrize(
    ("changed", "exit_code", "words"),
    [
        ({"--by": "stranger"}, 65, "stranger is no member of docs/team.yaml"),
        ({"id": "99.1.1"}, 64, "There is no box"),
        ({"--days": "0"}, 64, "0 is not in the range"),
        ({"--days": "401"}, 64, "401 is not in the range"),
        ({"--statement": " "}, 65, "needs words"),
        ({"--file": "nowhere.png"}, 65, "can't be read"),
    ],
)
def test_what_nobody_may_attest_is_refused(
    mingus: Mingus, tree: Path, changed: dict[str, str], exit_code: int, words: str
) -> None:
    said = {"--by": "founder", "--statement": "It is so.", "--days": "90", "--tree": str(tree), **changed}
    box_id = said.pop("id", "4.1.1")
    ran = mingus("checklist", "attest", box_id, *(word for pair in said.items() for word in pair))
    assert (ran.returncode, ran.stdout) == (exit_code, "")
    assert words in ran.stderr
    assert evidence.of_home(tree.parent / "home", {}).latest("4.1.1").record is None


def test_a_roster_that_cant_be_read_is_a_sentence(mingus: Mingus, tree: Path) -> None:
    (tree / "docs" / "team.yaml").write_text("members: {")
    ran = mingus("checklist", "attest", "4.1.1", "--by", "a", "--statement", "b", "--days", "1", "--tree", str(tree))
    assert (ran.returncode, "Traceback" in ran.stderr) == (65, False)
    assert "team.yaml" in ran.stderr
