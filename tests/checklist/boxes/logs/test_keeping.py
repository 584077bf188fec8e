"""14.2: ends, clean-ups, queries and rings, on our papers and on papers that are not right."""

import re
from datetime import datetime, timedelta

import pytest

from mingus.checklist.rules import State
from tests.checklist.conftest import NOW, ROOT, Check, MakeSurroundings, MakeTree, is_green, is_red
from tests.checklist.pages import Change, pages
from tests.checklist.proofs import record
from tests.databases import Scratch

ENDS = "what_is_kept_has_an_end"
FORGOTTEN = "what_is_old_was_forgotten_today"
QUERIES = "the_queries_can_be_asked"
RETENTION = "docs/retention.yaml"
BACKUPS_ARE_ENFORCED: Change = (RETENTION, '"not built yet: launch"', "mingus/ops/jobs.py")
CODE = [*re.findall(r"\bmingus/[\w/]+\.py\b", (ROOT / RETENTION).read_text()), "mingus/ops/jobs.py"]


class TestEnds:
    def test_ours_wait_for_backups_alone(self, check: Check) -> None:
        result = check("14.2.2", ENDS)
        assert result.state is State.UNKNOWN
        assert "not built: the end of backups" in result.finding.detail

    def test_all_that_is_enforced_is_good(self, check: Check, small_tree: MakeTree) -> None:
        tree = pages(small_tree, BACKUPS_ARE_ENFORCED, files=dict.fromkeys(CODE, ""))
        assert is_green(check("14.2.2", ENDS, tree=tree))

    def test_code_that_is_not_there_is_named(self, check: Check, small_tree: MakeTree) -> None:
        tree = pages(small_tree, BACKUPS_ARE_ENFORCED, files=dict.fromkeys(CODE[:-1], ""))
        assert is_red(check("14.2.2", ENDS, tree=tree), "backups is said to be ended by mingus/ops/jobs.py")

    @pytest.mark.parametrize("name", ["sessions", "application_logs", "database_logs", "audit_log", "backups"])
    def test_what_must_be_there_is_missed(self, check: Check, small_tree: MakeTree, name: str) -> None:
        tree = pages(small_tree, (RETENTION, f"\n{name}:", f"\nother_{name}:"), files=dict.fromkeys(CODE, ""))
        assert is_red(check("14.2.2", ENDS, tree=tree), f"does not say how long {name} are kept")

    def test_a_review_that_is_over_is_stale(self, check: Check) -> None:
        assert check("14.2.2", ENDS, now=NOW + timedelta(days=181)).state is State.STALE


class TestForgetting:
    def ran(self, scratch: Scratch, at: datetime) -> dict[str, str]:
        scratch.run(f"INSERT INTO job_runs VALUES ('identity.prune', '{at.isoformat()}')")
        return {"DATABASE_URL": scratch.app}

    def test_26_hours_ago_is_good_and_a_minute_more_is_not(self, check: Check, scratch_database: Scratch) -> None:
        environ = self.ran(scratch_database, NOW - timedelta(hours=26))
        result = check("14.2.2", FORGOTTEN, environ=environ)
        assert is_green(result)
        assert result.finding.figures["minutes"] == 26 * 60
        late = check("14.2.2", FORGOTTEN, environ=environ, now=NOW + timedelta(minutes=1))
        assert is_red(late, "last done 1561 minutes ago, more than 1560")

    def test_never_is_no_evidence(self, check: Check, scratch_database: Scratch) -> None:
        result = check("14.2.2", FORGOTTEN, environ={"DATABASE_URL": scratch_database.app})
        assert result.state is State.UNKNOWN
        assert "the daily clean-up has not been done here" in result.finding.detail

    def test_a_database_from_before_is_told_to_be_migrated(self, check: Check, scratch_database: Scratch) -> None:
        scratch_database.run("DROP TABLE job_runs")
        result = check("14.2.2", FORGOTTEN, environ={"DATABASE_URL": scratch_database.app})
        assert result.state is State.UNKNOWN
        assert "mingus db migrate" in result.finding.detail


class TestQueries:
    def test_ours_can_be_asked(self, check: Check) -> None:
        result = check("14.2.3", QUERIES)
        assert is_green(result)
        assert int(result.finding.figures["queries"]) >= 5

    def test_another_name_of_the_time_is_found(self, check: Check, small_tree: MakeTree) -> None:
        tree = pages(small_tree, ("docs/queries/error-rate.sql", "'ts'", "'timestamp'"))
        assert is_red(check("14.2.3", QUERIES, tree=tree), "error-rate.sql reads the time under timestamp", "under ts")

    def test_a_query_for_an_alert_that_nobody_knows(self, check: Check, small_tree: MakeTree) -> None:
        tree = pages(small_tree, ("docs/queries/error-rate.sql", "alert: error-rate", "alert: errors"))
        assert is_red(check("14.2.3", QUERIES, tree=tree), "for the alert errors, which nobody knows")

    @pytest.mark.parametrize("name", ["error-rate", "sign-in-failures", "audit-chain-broken"])
    def test_one_that_must_be_there_is_missed(self, check: Check, small_tree: MakeTree, name: str) -> None:
        tree = pages(small_tree, files={f"docs/queries/{name}.sql": None})
        assert is_red(check("14.2.3", QUERIES, tree=tree), f"docs/queries has no {name}.sql")

    def test_one_that_writes_is_refused(self, check: Check, small_tree: MakeTree) -> None:
        tree = pages(small_tree, ("docs/queries/error-rate.sql", "SELECT date_trunc", "DELETE date_trunc"))
        assert is_red(check("14.2.3", QUERIES, tree=tree), "begins with SELECT")

    def test_a_review_that_is_over_is_stale(self, check: Check) -> None:
        assert check("14.2.3", QUERIES, now=NOW + timedelta(days=181)).state is State.STALE


@pytest.mark.parametrize(("box_id", "days"), [("14.2.2", 180), ("14.2.3", 180), ("14.2.4", 90)])
def test_a_members_word_is_good_for_its_days(check: Check, around: MakeSurroundings, box_id: str, days: int) -> None:
    record(around().home, box_id, kind="attestation", at=NOW - timedelta(days=days), valid_for=timedelta(days=400))
    assert is_green(check(box_id, "a_signed_statement"))
    assert check(box_id, "a_signed_statement", now=NOW + timedelta(seconds=1)).state is State.STALE


def test_one_word_is_enough_for_the_rings(check: Check, around: MakeSurroundings) -> None:
    assert check("14.2.4").state is State.UNKNOWN
    record(around().home, "14.2.4", kind="attestation")
    assert is_green(check("14.2.4"))


def test_without_evidence_none_of_them_passes(check: Check) -> None:
    assert {check(box_id).state for box_id in ("14.2.2", "14.2.3", "14.2.4")} == {State.UNKNOWN}
