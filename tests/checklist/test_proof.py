"""Evidence is a pass only while it is sound, young, and of this very commit."""

from datetime import timedelta

import pytest

from mingus.checklist.box import Box, Part
from mingus.checklist.looking.tree import Tree
from mingus.checklist.proof import attested, attested_by_all, digitalocean, proven, summed, unbuilt, vendor
from mingus.checklist.rules import Finding, Kind, State
from mingus.checklist.service import look
from tests.checklist.conftest import NOW, ROOT, MakeSurroundings, MakeTree
from tests.checklist.proofs import OTHER_COMMIT, record, tamper

RUN = proven("15.1.2", "mingus backup drill", max_days=30)


def found(part: Part, around: MakeSurroundings, **given: object) -> Finding:
    box = Box("15.1.2", "A box to prove", all_of=(part,), passes="proof", fix="prove it")
    return look(box, around(**given)).finding


def test_without_a_record_it_is_unknown_and_says_how_to_make_one(around: MakeSurroundings) -> None:
    finding = found(RUN, around)
    assert finding.state is State.UNKNOWN
    assert finding.detail == "no evidence yet; make it with `mingus evidence run 15.1.2 -- mingus backup drill`"


def test_a_sound_record_of_this_commit_passes_and_brings_its_figures(around: MakeSurroundings) -> None:
    record(around().home, "15.1.2", figures={"rows": 12})
    finding = found(RUN, around)
    assert finding.state is State.PASS
    assert finding.figures == {"rows": 12}


def test_a_run_that_failed_fails_the_box(around: MakeSurroundings) -> None:
    record(around().home, "15.1.2", exit_code=1)
    assert found(RUN, around).state is State.FAIL


def test_thirty_days_old_is_good_and_a_second_more_is_stale(around: MakeSurroundings) -> None:
    record(around().home, "15.1.2", at=NOW - timedelta(days=30))
    assert found(RUN, around).state is State.PASS
    assert found(RUN, around, now=NOW + timedelta(seconds=1)).state is State.STALE


def test_thirty_days_is_what_is_meant_where_nothing_is_said(around: MakeSurroundings) -> None:
    record(around().home, "15.1.2", at=NOW - timedelta(days=30))
    assert found(proven("15.1.2", "x"), around).state is State.PASS
    assert found(proven("15.1.2", "x"), around, now=NOW + timedelta(seconds=1)).state is State.STALE


def test_a_record_past_its_own_end_is_stale(around: MakeSurroundings) -> None:
    record(around().home, "15.1.2", at=NOW - timedelta(days=2), valid_for=timedelta(days=1))
    assert found(RUN, around).state is State.STALE


def test_a_record_of_another_commit_is_stale_unless_any_will_do(around: MakeSurroundings) -> None:
    record(around().home, "15.1.2", commit=OTHER_COMMIT)
    assert found(RUN, around).state is State.STALE
    assert found(proven("15.1.2", "x", same_commit=False), around).state is State.PASS


def test_a_record_of_another_schema_is_stale_where_the_schema_counts(around: MakeSurroundings) -> None:
    record(around().home, "15.1.2", schema_head="0001_core")
    assert found(proven("15.1.2", "x", same_schema=True), around).state is State.STALE


def test_a_record_that_somebody_changed_is_a_fail(around: MakeSurroundings) -> None:
    record(around().home, "15.1.2")
    tamper(around().home, "15.1.2")
    finding = found(RUN, around)
    assert finding.state is State.FAIL
    assert "can't be trusted" in finding.detail


def test_a_statement_counts_where_one_is_asked_for_and_a_run_does_not(around: MakeSurroundings) -> None:
    stated = attested("15.1.2", "somebody saw it", days=90)
    record(around().home, "15.1.2", kind="test")
    assert found(stated, around).state is State.UNKNOWN
    record(around().home, "15.1.2", kind="attestation", at=NOW)
    assert found(stated, around).state is State.PASS
    assert found(stated, around, now=NOW + timedelta(days=90, seconds=1)).state is State.STALE


class TestEveryMember:
    stated = attested_by_all("15.1.2", "everybody saw it", days=90)

    @pytest.fixture
    def two_members(self, small_tree: MakeTree) -> Tree:
        roles = [f"\n  - {{id: {name}, name: Role, roles: [operator], since: 2026-01-31}}" for name in ("one", "two")]
        text = (ROOT / "docs/team.yaml").read_text()
        return small_tree({"docs/team.yaml": text.replace("members: []", "members:" + "".join(roles))})

    def test_nobody_on_the_roster_is_no_evidence(self, around: MakeSurroundings) -> None:
        finding = found(self.stated, around)
        assert finding.state is State.UNKNOWN
        assert "names nobody" in finding.detail

    def test_one_of_two_is_not_all_and_says_who_is_lacking(self, around: MakeSurroundings, two_members: Tree) -> None:
        record(around().home, "15.1.2", kind="attestation", operator="one")
        finding = found(self.stated, around, tree=two_members)
        assert finding.state is State.UNKNOWN
        assert finding.detail.startswith("no evidence yet from two: ")
        assert finding.figures == {"signed": 1}

    def test_two_of_two_is(self, around: MakeSurroundings, two_members: Tree) -> None:
        record(around().home, "15.1.2", kind="attestation", operator="one")
        record(around().home, "15.1.2", kind="attestation", operator="two", at=NOW)
        finding = found(self.stated, around, tree=two_members)
        assert (finding.state, finding.figures) == (State.PASS, {"signed": 2})


def test_what_is_needed_says_how_old_it_may_be() -> None:
    assert RUN.needs == (
        "a record of this commit, at most 30 days old: `mingus evidence run 15.1.2 -- mingus backup drill`"
    )
    anyones = proven("15.1.2", "x", max_days=90, same_commit=False, same_schema=True)
    assert anyones.needs == "a record of this schema, at most 90 days old: `mingus evidence run 15.1.2 -- x`"
    assert attested("15.1.2", "it", days=7).needs == "a signed statement, at most 7 days old: it"
    every = attested_by_all("15.1.2", "it", days=8)
    assert every.needs == "a statement of every member, at most 8 days old: it"


def test_the_name_of_each_part_says_whose_word_it_takes() -> None:
    assert RUN.kind is Kind.EVIDENCE
    assert attested("15.1.2", "it", days=1).kind is Kind.ATTESTATION
    assert digitalocean("GET /v2/account", "it is active").kind is Kind.DIGITALOCEAN
    assert vendor("RESEND_API_KEY", "GET /domains", "ours is verified").kind is Kind.VENDOR


@pytest.mark.parametrize(
    ("part", "setting"),
    [
        (digitalocean("GET /v2/account", "it is active"), "DIGITALOCEAN_TOKEN"),
        (vendor("RESEND_API_KEY", "GET /domains", "ours is verified"), "RESEND_API_KEY"),
    ],
)
def test_what_only_others_know_is_unknown_with_and_without_a_key(
    around: MakeSurroundings, part: Part, setting: str
) -> None:
    without = found(part, around)
    assert (without.state, without.detail.split(":")[0]) == (State.UNKNOWN, "no credential")
    assert setting in without.detail
    with_key = found(part, around, environ={setting: "secret-value"})
    assert (with_key.state, with_key.detail.split(":")[0]) == (State.UNKNOWN, "not built")
    assert "secret-value" not in with_key.detail


def test_what_is_not_built_says_what(around: MakeSurroundings) -> None:
    assert found(unbuilt(Kind.EVIDENCE, "the library"), around).detail == "not built: the library"


def test_a_sum_blocks_nothing_by_itself() -> None:
    box = summed("19.1.1", "All of it", "1.4.*", "6.2.2")
    assert box.rolls_up == ("1.4.*", "6.2.2")
    assert not box.blocker
    assert box.kind == "roll-up"
