"""15.1: what is promised is compared with what was done; what others answer is theirs."""

from datetime import timedelta

import pytest

from mingus.checklist.looking.backup_policy import PATH
from mingus.checklist.rules import Stage, State
from tests.checklist.conftest import NOW, ROOT, Check, MakeSurroundings, MakeTree, is_green, is_red
from tests.checklist.proofs import OTHER_COMMIT, record, tamper

IN_TIME = "it_came_back_in_time"
PROOF = "a_sound_record"
KEPT = "retention_is_promised"


class TestRestore:
    def test_without_a_record_nobody_knows(self, check: Check) -> None:
        assert check("15.1.2").state is State.UNKNOWN
        assert check("15.1.2", IN_TIME).state is State.UNKNOWN

    def test_four_hours_are_in_time(self, check: Check, around: MakeSurroundings) -> None:
        record(around().home, "15.1.2", figures={"duration_ms": 14_400_000}, commit=OTHER_COMMIT)
        assert is_green(check("15.1.2"))

    def test_a_moment_longer_is_not(self, check: Check, around: MakeSurroundings) -> None:
        record(around().home, "15.1.2", figures={"duration_ms": 14_400_001})
        assert is_red(check("15.1.2"), "it took 4.00 of 4 hours, longer than promised")

    def test_a_record_without_its_time_fails(self, check: Check, around: MakeSurroundings) -> None:
        record(around().home, "15.1.2")
        assert is_red(check("15.1.2"), "does not say how long")

    def test_one_that_failed_or_was_touched_fails(self, check: Check, around: MakeSurroundings) -> None:
        record(around().home, "15.1.2", exit_code=1, figures={"duration_ms": 1})
        assert is_red(check("15.1.2", PROOF))
        record(around().home, "15.1.2", figures={"duration_ms": 1})
        tamper(around().home, "15.1.2")
        assert is_red(check("15.1.2", PROOF))

    def test_it_counts_for_thirty_days(self, check: Check, around: MakeSurroundings) -> None:
        record(around().home, "15.1.2", at=NOW - timedelta(days=30, hours=1), figures={"duration_ms": 1})
        assert check("15.1.2").state is State.STALE
        record(around().home, "15.1.2", at=NOW - timedelta(days=29), figures={"duration_ms": 1})
        assert is_green(check("15.1.2"))


class TestRetention:
    def test_ours_is_promised(self, check: Check) -> None:
        assert is_green(check("15.1.3", KEPT))

    @pytest.mark.parametrize(
        ("old", "new", "words"),
        [
            ("7 days, 4 weeks, 12 months", "a while", "keeps a while, not 7 days, 4 weeks, 12 months"),
            ("encrypted before it leaves", "packed before it leaves", "does not say that copies are encrypted"),
            ("one elsewhere, in another account", "one beside it", "does not say where the other copy is"),
        ],
    )
    def test_another_promise_is_named(self, check: Check, small_tree: MakeTree, old: str, new: str, words: str) -> None:
        text = (ROOT / PATH).read_text()
        assert old in text
        files = {PATH: text.replace(old, new), "docs/team.yaml": (ROOT / "docs/team.yaml").read_text()}
        assert is_red(check("15.1.3", KEPT, tree=small_tree(files)), words)

    def test_what_is_kept_is_evidence_for_a_week(self, check: Check, around: MakeSurroundings) -> None:
        record(around().home, "15.1.3", at=NOW - timedelta(days=8), commit=OTHER_COMMIT)
        assert check("15.1.3", PROOF).state is State.STALE
        record(around().home, "15.1.3", at=NOW - timedelta(days=6), commit=OTHER_COMMIT)
        assert is_green(check("15.1.3", PROOF))


def test_the_host_s_copies_and_their_alert_are_other_boxes(check: Check) -> None:
    for box_id in ("15.1.1", "15.1.4"):
        assert check(box_id).state in {State.UNKNOWN, State.NOT_APPLICABLE}
        assert check(box_id, stage=Stage.LOCAL).state is State.NOT_APPLICABLE
    assert "5.2.3" in check("15.1.1").finding.detail
