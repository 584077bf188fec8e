"""18.1: the plan for a security incident, on our pages and on pages that are not right."""

from datetime import timedelta

import pytest

from mingus.checklist.rules import State
from tests.checklist.conftest import NOW, Check, MakeSurroundings, MakeTree, is_green, is_red
from tests.checklist.pages import pages
from tests.checklist.proofs import record
from tests.databases import Scratch

STEPS = "the_steps_stand_in_order"
KEYS = "every_key_has_its_way_to_be_changed"
LOOKED = "the_audit_log_was_looked_at"
INCIDENT, ROTATION = "docs/runbooks/security-incident.md", "docs/runbooks/key-rotation.md"


class TestSteps:
    def test_ours_stand_in_order(self, check: Check) -> None:
        result = check("18.1.1")
        assert is_green(result)
        assert "7 steps" in check("18.1.1", STEPS).finding.detail

    @pytest.mark.parametrize(
        "step",
        [
            "1. Detect",
            "2. Contain",
            "3. Keep the evidence",
            "4. Rotate all keys",
            "5. Mend",
            "6. Notify",
            "7. After",
        ],
    )
    def test_a_step_that_is_missing_is_named(self, check: Check, small_tree: MakeTree, step: str) -> None:
        tree = pages(small_tree, (INCIDENT, f"## {step}\n", "## Later\n"))
        assert is_red(check("18.1.1", STEPS, tree=tree), f"has no section {step[3:]}")

    def test_another_order_is_found(self, check: Check, small_tree: MakeTree) -> None:
        swapped = [
            (INCIDENT, "## 1. Detect", "## x"),
            (INCIDENT, "## 5. Mend", "## 1. Detect"),
            (INCIDENT, "## x", "## 5. Mend"),
        ]
        assert is_red(check("18.1.1", STEPS, tree=pages(small_tree, *swapped)), "in another order than Detect, Contain")

    @pytest.mark.parametrize(
        ("old", "new", "words"),
        [
            ("| 72 hours after", "| soon after", "does not say the 72 hours of GDPR"),
            ("| GDPR, [article 33]", "| DSGVO, [article 33]", "does not say the 72 hours of GDPR"),
            ("| United States |", "| Elsewhere |", "does not say the state of United States"),
            ("sha256sum evidence", "sha257sum evidence", "sha257sum is no command"),
        ],
    )
    def test_a_fault_is_named(self, check: Check, small_tree: MakeTree, old: str, new: str, words: str) -> None:
        assert is_red(check("18.1.1", STEPS, tree=pages(small_tree, (INCIDENT, old, new))), words)

    def test_a_page_without_the_table_of_laws(self, check: Check, small_tree: MakeTree) -> None:
        moved = (INCIDENT, "## 6. Notify\n", "## 6. Notify\n\n## Laws\n")
        result = check("18.1.1", STEPS, tree=pages(small_tree, moved))
        assert is_red(result, "the 72 hours of GDPR", "the state of United States")

    @pytest.mark.parametrize("part", [STEPS, KEYS])
    def test_a_review_that_is_over_is_stale(self, check: Check, part: str) -> None:
        assert check("18.1.1", part, now=NOW + timedelta(days=181)).state is State.STALE


class TestKeys:
    @pytest.mark.parametrize("key", ["SECRET_KEY", "JWT_SECRET_KEY", "FIELD_ENCRYPTION_KEY"])
    def test_a_key_without_its_way_is_named(self, check: Check, small_tree: MakeTree, key: str) -> None:
        tree = pages(small_tree, (ROTATION, f"## {key}\n", "## Another\n"))
        assert is_red(check("18.1.1", KEYS, tree=tree), f"does not say how to change {key}")

    def test_a_command_that_is_not_there_is_named(self, check: Check, small_tree: MakeTree) -> None:
        tree = pages(small_tree, (ROTATION, "tail -n 20", "mingus unlock everything"))
        assert is_red(check("18.1.1", KEYS, tree=tree), "mingus has no command unlock")

    def test_ours_are_counted(self, check: Check) -> None:
        result = check("18.1.1", KEYS)
        assert is_green(result)
        assert result.finding.figures["keys"] == 3


class TestWatching:
    def test_two_hours_ago_is_good_and_a_minute_more_is_not(self, check: Check, scratch_database: Scratch) -> None:
        moment = NOW - timedelta(hours=2)
        scratch_database.run(f"INSERT INTO job_runs VALUES ('ops.check_audit_chains', '{moment.isoformat()}')")
        environ = {"DATABASE_URL": scratch_database.app}
        assert is_green(check("18.1.2", LOOKED, environ=environ))
        late = check("18.1.2", LOOKED, environ=environ, now=NOW + timedelta(minutes=1))
        assert is_red(late, "the look at the audit log was last done 121 minutes ago")

    def test_never_is_no_evidence(self, check: Check, scratch_database: Scratch) -> None:
        assert check("18.1.2", LOOKED, environ={"DATABASE_URL": scratch_database.app}).state is State.UNKNOWN

    def test_detectors_are_not_built(self, check: Check) -> None:
        assert "not built: detectors" in check("18.1.2", "what_is_not_there").finding.detail


class TestDrill:
    @pytest.mark.parametrize(("part", "kind"), [("a_sound_record", "drill"), ("a_signed_statement", "attestation")])
    def test_it_is_good_for_half_a_year(self, check: Check, around: MakeSurroundings, part: str, kind: str) -> None:
        made = NOW - timedelta(days=180)
        record(around().home, "18.1.4", kind=kind, at=made, valid_for=timedelta(days=400), commit="0" * 40)  # type: ignore[arg-type]  # one of the kinds
        assert is_green(check("18.1.4", part))
        assert check("18.1.4", part, now=NOW + timedelta(seconds=1)).state is State.STALE

    def test_a_drill_that_failed_fails(self, check: Check, around: MakeSurroundings) -> None:
        record(around().home, "18.1.4", kind="drill", exit_code=1)
        assert check("18.1.4", "a_sound_record").state is State.FAIL

    def test_without_evidence_it_is_unknown(self, check: Check) -> None:
        assert check("18.1.4").state is State.UNKNOWN

    def test_waking_somebody_rests_on_the_alert(self, check: Check) -> None:
        result = check("18.1.3")
        assert result.state is State.UNKNOWN
        assert "16.2.4" in result.finding.detail
