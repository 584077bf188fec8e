"""20.2: members and what they have gone through."""

from datetime import date, timedelta

import pytest

from mingus.checklist.looking.tree import Tree
from mingus.checklist.rules import Stage, State
from tests.checklist.conftest import NOW, Check, MakeSurroundings, MakeTree, is_green, is_red
from tests.checklist.pages import pages
from tests.checklist.proofs import record

TRAINED = "everybody_went_through_every_procedure"
TEAM = "docs/team.yaml"
PROCEDURES = ("on-call", "rollback", "restore", "security-incident", "key-rotation")
A_YEAR_AGO = NOW.date() - timedelta(days=365)


def crew(small_tree: MakeTree, *trained: dict[str, date]) -> Tree:
    """Our roster with a member for each of these records of training."""
    entries = []
    for number, days in enumerate(trained, 1):
        said = ", ".join(f"docs/runbooks/{name}.md: {day}" for name, day in days.items())
        member = f"id: member-{number}, name: Member {number}, roles: [operator], since: 2026-01-31"
        entries.append(f"  - {{{member}, trained: {{{said}}}}}")
    return pages(small_tree, (TEAM, "members: []", "members:\n" + "\n".join(entries)))


def everything(day: date = A_YEAR_AGO) -> dict[str, date]:
    return dict.fromkeys(PROCEDURES, day)


def test_nobody_on_the_roster_is_no_evidence(check: Check) -> None:
    result = check("20.2.1", TRAINED)
    assert result.state is State.UNKNOWN
    assert "names nobody" in result.finding.detail


def test_all_within_a_year_is_good_and_a_day_more_is_stale(check: Check, small_tree: MakeTree) -> None:
    tree = crew(small_tree, everything(), everything(NOW.date()))
    result = check("20.2.1", TRAINED, tree=tree)
    assert is_green(result)
    assert result.finding.figures["done"] == 10
    late = check("20.2.1", TRAINED, tree=tree, now=NOW + timedelta(days=1))
    assert late.state is State.STALE
    assert "more than 365 days ago: member-1: docs/runbooks/on-call.md" in late.finding.detail
    assert "member-2" not in late.finding.detail
    assert not late.finding.detail.endswith("…")


def test_what_somebody_never_did_is_named(check: Check, small_tree: MakeTree) -> None:
    missing = {name: day for name, day in everything().items() if name != "restore"}
    result = check("20.2.1", TRAINED, tree=crew(small_tree, everything(), missing))
    assert result.state is State.UNKNOWN
    assert result.finding.detail == "no evidence yet: member-2: docs/runbooks/restore.md"


def test_of_much_the_first_five_are_named(check: Check, small_tree: MakeTree) -> None:
    never = check("20.2.1", TRAINED, tree=crew(small_tree, {}, {}))
    assert never.finding.detail.count("member-1") == 5
    assert "member-2" not in never.finding.detail
    assert never.finding.detail.endswith(" …")
    old = check("20.2.1", TRAINED, tree=crew(small_tree, everything(), everything()), now=NOW + timedelta(days=9))
    assert old.finding.detail.endswith(" …")
    assert "member-2" not in old.finding.detail


def test_a_day_in_the_future_fails(check: Check, small_tree: MakeTree) -> None:
    tree = crew(small_tree, everything(NOW.date() + timedelta(days=1)))
    assert is_red(check("20.2.1", TRAINED, tree=tree), "on 2026-11-26, which is in the future")


def test_what_is_no_procedure_fails(check: Check, small_tree: MakeTree) -> None:
    tree = crew(small_tree, {**everything(), "latency": A_YEAR_AGO})
    assert is_red(check("20.2.1", TRAINED, tree=tree), "latency.md, which is no procedure")


def test_a_procedure_that_is_not_there_fails(check: Check, small_tree: MakeTree) -> None:
    tree = pages(small_tree, files={"docs/runbooks/restore.md": None})
    assert is_red(
        check("20.2.1", TRAINED, tree=tree), "names the procedure docs/runbooks/restore.md, which is not there"
    )


def test_no_procedure_at_all_fails(check: Check, small_tree: MakeTree) -> None:
    tree = pages(small_tree)
    team = tree.root / TEAM
    lines = team.read_text().replace("procedures:\n", "procedures: []\n").splitlines(keepends=True)
    team.write_text("".join(line for line in lines if not line.startswith("  - docs/")))
    assert is_red(check("20.2.1", TRAINED, tree=tree), "names no procedure")


def test_every_member_signs_for_a_year(check: Check, around: MakeSurroundings, small_tree: MakeTree) -> None:
    tree, home = crew(small_tree, everything(), everything()), around().home
    record(
        home,
        "20.2.1",
        kind="attestation",
        operator="member-1",
        at=NOW - timedelta(days=365),
        valid_for=timedelta(days=400),
    )
    assert check("20.2.1", "a_statement_of_every_member", tree=tree).state is State.UNKNOWN
    record(home, "20.2.1", kind="attestation", operator="member-2")
    assert is_green(check("20.2.1", tree=tree))
    later = check("20.2.1", "a_statement_of_every_member", tree=tree, now=NOW + timedelta(seconds=1))
    assert later.state is State.UNKNOWN


def test_a_word_about_the_board_is_not_a_board(check: Check, around: MakeSurroundings) -> None:
    record(around().home, "20.2.2", kind="attestation", at=NOW - timedelta(days=180))
    assert is_green(check("20.2.2", "a_signed_statement"))
    assert check("20.2.2", "a_signed_statement", now=NOW + timedelta(seconds=1)).state is State.STALE
    result = check("20.2.2")
    assert result.state is State.UNKNOWN
    assert "not built: a board" in result.finding.detail


@pytest.mark.parametrize(("box_id", "below"), [("20.2.3", "16.2.1"), ("20.2.4", "17.2.2")])
def test_sums_are_as_bad_as_what_is_below(check: Check, box_id: str, below: str) -> None:
    result = check(box_id, stage=Stage.PRODUCTION)
    assert result.state is State.UNKNOWN
    assert below in result.finding.detail
