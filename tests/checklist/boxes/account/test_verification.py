"""4.1: what members say about the account, and what only DigitalOcean knows."""

from datetime import timedelta

import pytest

from mingus.checklist.looking.tree import Tree
from mingus.checklist.rules import State
from tests.checklist.conftest import NOW, ROOT, Check, MakeSurroundings, MakeTree, is_green
from tests.checklist.proofs import record

EVERY_MEMBER = "a_statement_of_every_member"
ONE_MEMBER = "a_signed_statement"


@pytest.fixture
def two_members(small_tree: MakeTree) -> Tree:
    member = "\n  - {{id: {0}, name: Role {0}, roles: [operator], since: 2026-01-31}}"
    text = (ROOT / "docs/team.yaml").read_text()
    return small_tree(
        {"docs/team.yaml": text.replace("members: []", "members:" + member.format("one") + member.format("two"))}
    )


def test_nobody_on_the_roster_is_no_evidence(check: Check) -> None:
    result = check("4.1.3", EVERY_MEMBER)
    assert result.state is State.UNKNOWN
    assert "names nobody" in result.finding.detail


def test_one_of_two_is_not_all(check: Check, around: MakeSurroundings, two_members: Tree) -> None:
    record(around().home, "4.1.3", kind="attestation", operator="one")
    result = check("4.1.3", EVERY_MEMBER, tree=two_members)
    assert result.state is State.UNKNOWN
    assert "from two" in result.finding.detail


def test_both_within_ninety_days_is_all(check: Check, around: MakeSurroundings, two_members: Tree) -> None:
    record(around().home, "4.1.3", kind="attestation", operator="one", at=NOW - timedelta(days=90))
    record(around().home, "4.1.3", kind="attestation", operator="two")
    assert is_green(check("4.1.3", EVERY_MEMBER, tree=two_members))
    later = check("4.1.3", EVERY_MEMBER, tree=two_members, now=NOW + timedelta(seconds=1))
    assert later.state is State.UNKNOWN


def test_a_run_is_no_statement(check: Check, around: MakeSurroundings, two_members: Tree) -> None:
    for name in ("one", "two"):
        record(around().home, "4.1.3", kind="drill", operator=name, at=NOW)
    assert check("4.1.3", EVERY_MEMBER, tree=two_members).state is State.UNKNOWN


@pytest.mark.parametrize(("box_id", "days"), [("4.1.2", 365), ("4.1.4", 90), ("4.2.4", 180)])
def test_a_members_word_is_good_for_its_days(check: Check, around: MakeSurroundings, box_id: str, days: int) -> None:
    made = NOW - timedelta(days=days)
    record(around().home, box_id, kind="attestation", at=made, valid_for=timedelta(days=400))
    assert is_green(check(box_id, ONE_MEMBER))
    assert check(box_id, ONE_MEMBER, now=NOW + timedelta(seconds=1)).state is State.STALE


@pytest.mark.parametrize("box_id", ["4.1.1", "4.1.2", "4.1.4"])
def test_what_only_digitalocean_knows_is_unknown_without_its_token(check: Check, box_id: str) -> None:
    result = check(box_id, "what_only_they_know")
    assert result.state is State.UNKNOWN
    assert "DIGITALOCEAN_TOKEN" in result.finding.detail
