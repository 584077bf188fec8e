"""20.1: documents for the night, ours and such as are not right."""

from datetime import timedelta

import pytest

from mingus.checklist.looking.tree import Tree
from mingus.checklist.rules import Stage, State
from tests.checklist.conftest import NOW, Check, MakeTree, is_green, is_red
from tests.checklist.pages import Change, commit, pages

DEPLOY, MONITORING = "docs/deploy.md", "docs/monitoring.md"
DESCRIBED = "every_alert_is_described"
ALERTS = "alerts: [{rule: DEPLOYMENT_FAILED}, {rule: RESTART_COUNT}, {rule: DOMAIN_FAILED}, {rule: CPU_UTILIZATION}"
SPEC = f"{ALERTS}, {{rule: MEM_UTILIZATION}}, {{rule: REQUEST_DURATION_P95_MS}}]\n"


@pytest.fixture
def deployable(small_tree: MakeTree) -> Tree:
    """Our pages and a migration, committed today."""
    tree = pages(small_tree, files={"migrations/versions/0001.py": ""})
    commit(tree)
    return tree


class TestDeploying:
    def test_ours_can_be_typed(self, check: Check, deployable: Tree) -> None:
        result = check("20.1.1", tree=deployable)
        assert is_green(result)
        assert result.finding.figures["blocks"] == 5

    @pytest.mark.parametrize("path", ["migrations/versions/0002.py", ".do/app.yaml"])
    def test_what_changed_after_the_page_was_read_makes_it_stale(
        self, check: Check, deployable: Tree, path: str
    ) -> None:
        (deployable.root / path).parent.mkdir(exist_ok=True)
        (deployable.root / path).write_text("x")
        commit(deployable, NOW + timedelta(days=1))
        result = check("20.1.1", tree=deployable, now=NOW + timedelta(days=2))
        assert result.state is State.STALE
        assert "changed on 2026-11-26, docs/deploy.md was read on 2026-11-25" in result.finding.detail

    def test_other_changes_do_not(self, check: Check, deployable: Tree) -> None:
        (deployable.root / "mingus.py").write_text("x")
        commit(deployable, NOW + timedelta(days=1))
        assert is_green(check("20.1.1", tree=deployable, now=NOW + timedelta(days=2)))

    def test_a_tree_without_migrations_has_nothing_newer(self, check: Check, small_tree: MakeTree) -> None:
        tree = pages(small_tree)
        commit(tree)
        assert is_green(check("20.1.1", tree=tree))

    @pytest.mark.parametrize(
        ("old", "new", "words"),
        [
            (".venv/bin/mingus db migrate", ".venv/bin/mingus db migrate --fast", "No such option '--fast'"),
            ("```sh dry-run", "```text", "has no command to type"),
            ("owner: operator", "owner: drummer", "drummer is no role"),
        ],
    )
    def test_a_fault_is_named(self, check: Check, small_tree: MakeTree, old: str, new: str, words: str) -> None:
        tree = pages(small_tree, (DEPLOY, old, new))
        commit(tree)
        assert is_red(check("20.1.1", tree=tree), words)

    def test_a_fault_is_not_hidden_by_age(self, check: Check, small_tree: MakeTree) -> None:
        tree = pages(small_tree, (DEPLOY, "```sh dry-run", "```text"), files={"migrations/1.py": ""})
        commit(tree, NOW + timedelta(days=1))
        assert is_red(check("20.1.1", tree=tree), "no command to type")


class TestAlerts:
    def test_ours_are_described(self, check: Check) -> None:
        result = check("20.1.2", DESCRIBED)
        assert is_green(result)
        assert result.finding.figures["alerts"] == 13

    @pytest.mark.parametrize(
        ("old", "new", "words"),
        [
            ("| `latency` | one", "| `site-down` | one", "lists site-down twice"),
            ("`RESTART_COUNT`", "`DEPLOYMENT_FAILED`", "lists the rule DEPLOYMENT_FAILED twice"),
            (
                "10 minutes | 3 | not built yet: launch | `REQUEST",
                "10 minutes | 7 | not | `REQUEST",
                "latency has no known",
            ),
            (
                "| `latency` | one answer in twenty takes longer than 1 second for 10 minutes |",
                "| `latency` | |",
                "when it fires",
            ),
            ("## Alerts", "## Alarms", "no table under the heading Alerts"),
        ],
    )
    def test_a_fault_is_named(self, check: Check, small_tree: MakeTree, old: str, new: str, words: str) -> None:
        assert is_red(check("20.1.2", DESCRIBED, tree=pages(small_tree, (MONITORING, old, new))), words)

    def test_a_page_that_lists_none_fails(self, check: Check, small_tree: MakeTree) -> None:
        for box_id, part in (("20.1.2", DESCRIBED), ("20.1.3", "every_alert_has_its_runbook")):
            assert is_red(check(box_id, part, tree=without_alerts(small_tree)), "lists no alert")

    def test_the_apps_description_has_the_same(self, check: Check, small_tree: MakeTree) -> None:
        assert is_green(check("20.1.2", DESCRIBED, tree=pages(small_tree, files={".do/app.yaml": SPEC})))

    @pytest.mark.parametrize(
        ("spec", "words"),
        [
            (f"{ALERTS}]", "docs/monitoring.md lists MEM_UTILIZATION, .do/app.yaml has no such alert"),
            (SPEC.replace("]", ", {rule: DOMAIN_LIVE}]"), ".do/app.yaml has the alert DOMAIN_LIVE, docs/monitoring.md"),
            ("name: mingus\n", "lists CPU_UTILIZATION, .do/app.yaml has no such alert"),
            ("alerts: [text]\n", "lists CPU_UTILIZATION, .do/app.yaml has no such alert"),
        ],
    )
    def test_a_difference_is_named(self, check: Check, small_tree: MakeTree, spec: str, words: str) -> None:
        assert is_red(check("20.1.2", DESCRIBED, tree=pages(small_tree, files={".do/app.yaml": spec})), words)

    def test_here_the_host_is_not_asked_and_there_it_is_missed(self, check: Check) -> None:
        assert is_green(check("20.1.2"))
        assert check("20.1.2", stage=Stage.STAGING).state is State.UNKNOWN

    def test_a_review_that_is_over_is_stale(self, check: Check) -> None:
        assert check("20.1.2", DESCRIBED, now=NOW + timedelta(days=181)).state is State.STALE


def without_alerts(small_tree: MakeTree) -> Tree:
    tree = pages(small_tree)
    page = tree.root / MONITORING
    page.write_text("".join(line for line in page.read_text().splitlines(keepends=True) if not line.startswith("| `")))
    return tree


class TestRunbooks:
    def test_ours_are_one_to_one(self, check: Check) -> None:
        result = check("20.1.3")
        assert is_green(result)
        assert int(result.finding.figures["runbooks"]) > 13

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            (("docs/runbooks/latency.md", "alert: latency\n", ""), "the alert latency has no runbook"),
            (("docs/runbooks/latency.md", "alert: latency", "alert: slow"), "latency.md is for the alert slow, which"),
            (
                ("docs/runbooks/restore.md", "expires: 180 days", "expires: 180 days\nalert: latency"),
                "two runbooks are for latency",
            ),
            (
                (MONITORING, "(runbooks/latency.md)", "(runbooks/error-rate.md)"),
                "leads from latency to error-rate.md, its",
            ),
            (
                ("docs/runbooks/latency.md", "```sh dry-run\n", "```sh dry-run\nmingus fly\n"),
                "mingus has no command fly",
            ),
        ],
    )
    def test_a_fault_is_named(self, check: Check, small_tree: MakeTree, change: Change, words: str) -> None:
        assert is_red(check("20.1.3", tree=pages(small_tree, change)), words)


class TestReviews:
    def test_a_hundred_and_eighty_days_are_enough(self, check: Check, small_tree: MakeTree) -> None:
        contacts = ("docs/runbooks/contacts.md", "expires: 90 days", "expires: 180 days")
        tree = pages(small_tree, contacts)
        assert is_green(check("20.1.4", tree=tree, now=NOW + timedelta(days=180)))
        late = check("20.1.4", tree=tree, now=NOW + timedelta(days=181))
        assert late.state is State.STALE
        assert "audit-chain-broken.md (after 181 days)" in late.finding.detail

    def test_a_later_expiry_does_not_help(self, check: Check, small_tree: MakeTree) -> None:
        long = (
            "docs/runbooks/latency.md",
            "reviewed: 2026-11-25\nexpires: 180 days",
            "reviewed: 2026-05-28\nexpires: 900 days",
        )
        result = check("20.1.4", tree=pages(small_tree, long))
        assert result.state is State.STALE
        assert "latency.md (after 181 days)" in result.finding.detail

    def test_an_earlier_expiry_counts(self, check: Check) -> None:
        result = check("20.1.4", now=NOW + timedelta(days=91))
        assert result.state is State.STALE
        assert result.finding.detail == "to be read through: contacts.md (after 91 days)"

    @pytest.mark.parametrize(
        ("old", "new", "words"),
        [
            ("owner: operator", "owner: drummer", "latency.md: its owner drummer is no role"),
            (
                "reviewed: 2026-11-25",
                "reviewed: 2026-11-26",
                "latency.md: was reviewed on 2026-11-26, which is in the future",
            ),
        ],
    )
    def test_a_fault_is_named(self, check: Check, small_tree: MakeTree, old: str, new: str, words: str) -> None:
        result = check("20.1.4", tree=pages(small_tree, ("docs/runbooks/latency.md", old, new)))
        assert is_red(result, words)
        assert result.finding.detail.startswith("docs/runbooks/")

    def test_no_runbook_at_all_fails(self, check: Check, small_tree: MakeTree) -> None:
        team = pages(small_tree).root / "docs/team.yaml"
        text = team.read_text()
        for path in (team.parent / "runbooks").glob("*.md"):
            path.unlink()
        assert is_red(check("20.1.4", tree=small_tree({"docs/team.yaml": text})), "docs/runbooks holds no runbook")
