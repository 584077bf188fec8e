"""4.2: sizes, growth and prices, on papers that are right and papers that are not."""

import re
from datetime import date, timedelta
from functools import partial

import pytest

from mingus.checklist.looking.tree import Tree
from mingus.checklist.rules import State
from tests.checklist.conftest import NOW, ROOT, Check, MakeSurroundings, MakeTree, is_green, is_red, when_last_read
from tests.checklist.proofs import OTHER_COMMIT, record

SIZES = "sizes_rest_on_a_load_test"
SIGNS = "growth_has_its_signs"
PRICE = "a_month_has_its_price"


LAST_READ = "2026-11-25"


@pytest.fixture
def check(check: Check) -> Check:
    """On the day on which the newest of our pages was read: before it, that page would be of the future."""
    return partial(check, now=when_last_read())


def papers(small_tree: MakeTree, *changes: tuple[str, str, str]) -> Tree:
    """Our own papers, with words in them replaced: (path, these, by those)."""
    files = {path: (ROOT / path).read_text() for path in ("docs/capacity.md", "docs/costs.yaml", "docs/team.yaml")}
    files["docs/capacity.md"] = re.sub("reviewed: .*", f"reviewed: {LAST_READ}", files["docs/capacity.md"])
    for path, old, new in changes:
        assert old in files[path]
        files[path] = files[path].replace(old, new)
    return small_tree(files)


TESTED = ("docs/capacity.md", "none yet |", "25 November 2026 |")


class TestSizes:
    def test_our_own_wait_for_a_load_test(self, check: Check) -> None:
        result = check("4.2.1", SIZES)
        assert result.state is State.UNKNOWN
        assert "app, worker, database" in result.finding.detail

    def test_pass_once_each_names_its_test(self, check: Check, small_tree: MakeTree) -> None:
        assert is_green(check("4.2.1", SIZES, tree=papers(small_tree, TESTED)))

    def test_another_size_than_is_rented_fails(self, check: Check, small_tree: MakeTree) -> None:
        other = ("docs/costs.yaml", "apps-s-1vcpu-2gb", "apps-s-2vcpu-4gb")
        result = check("4.2.1", SIZES, tree=papers(small_tree, TESTED, other))
        assert is_red(result, "apps-s-1vcpu-2gb × 2 for app", "apps-s-2vcpu-4gb × 2")

    def test_a_rented_part_without_a_planned_size_fails(self, check: Check, small_tree: MakeTree) -> None:
        gone = ("docs/capacity.md", "| worker | `apps-s-1vcpu-1gb` × 1 | none yet |\n", "")
        assert is_red(check("4.2.1", SIZES, tree=papers(small_tree, gone)), "no size for worker")

    def test_a_page_past_its_review_is_stale(self, check: Check, small_tree: MakeTree) -> None:
        old = ("docs/capacity.md", "expires: 90 days", f"expires: {date(2026, 11, 24)}")
        fresh = ("docs/capacity.md", f"reviewed: {LAST_READ}", "reviewed: 2026-08-01")
        assert check("4.2.1", SIZES, tree=papers(small_tree, old, fresh)).state is State.STALE

    def test_a_page_without_the_table_fails(self, check: Check, small_tree: MakeTree) -> None:
        assert is_red(
            check("4.2.1", SIZES, tree=papers(small_tree, ("docs/capacity.md", "## Sizes", "## Size"))), "Sizes"
        )

    @pytest.mark.parametrize("rents", [True, False])
    def test_an_empty_table_fails(self, check: Check, small_tree: MakeTree, rents: bool) -> None:  # noqa: FBT001 - a case
        rows = [line for line in (ROOT / "docs/capacity.md").read_text().splitlines() if "none yet |" in line]
        rented = [line for line in (ROOT / "docs/costs.yaml").read_text().splitlines() if "- {component" in line]
        empty = [("docs/capacity.md", row + "\n", "") for row in rows]
        nothing = [("docs/costs.yaml", "  production:\n" + "\n".join(rented[:3]), "  production: []")]
        result = check("4.2.1", SIZES, tree=papers(small_tree, *empty, *([] if rents else nothing)))
        assert is_red(result, "no size for worker" if rents else "an empty table of sizes")

    def test_one_part_without_a_test_waits_and_only_it_is_named(self, check: Check, small_tree: MakeTree) -> None:
        silent = (
            "docs/capacity.md",
            "| worker | `apps-s-1vcpu-1gb` × 1 | none yet |",
            "| worker | `apps-s-1vcpu-1gb` × 1 | |",
        )
        result = check("4.2.1", SIZES, tree=papers(small_tree, silent, TESTED))
        assert result.state is State.UNKNOWN
        assert result.finding.detail.endswith("the size of worker")


def test_a_load_test_is_good_for_ninety_days_whatever_the_commit(check: Check, around: MakeSurroundings) -> None:
    record(around().home, "12.3.1", commit=OTHER_COMMIT, at=NOW - timedelta(days=90))
    assert is_green(check("4.2.1", "a_sound_record", now=NOW))
    assert check("4.2.1", "a_sound_record", now=NOW + timedelta(seconds=1)).state is State.STALE


@pytest.mark.parametrize("box_id", ["4.2.2", "4.2.3", "4.2.4"])
def test_what_only_digitalocean_knows_is_unknown_without_its_token(check: Check, box_id: str) -> None:
    result = check(box_id, "what_only_they_know")
    assert result.state is State.UNKNOWN
    assert "DIGITALOCEAN_TOKEN" in result.finding.detail


def test_a_members_word_about_the_alert_is_good_for_half_a_year(check: Check, around: MakeSurroundings) -> None:
    record(around().home, "4.2.4", kind="attestation", at=NOW - timedelta(days=180))
    assert is_green(check("4.2.4", "a_signed_statement", now=NOW))
    assert check("4.2.4", "a_signed_statement", now=NOW + timedelta(seconds=1)).state is State.STALE


class TestSigns:
    def test_an_empty_table_fails(self, check: Check, small_tree: MakeTree) -> None:
        text = (ROOT / "docs/capacity.md").read_text()
        _, _, rest = text.partition("| sign | do |\n|---|---|\n")
        rows = "\n".join(rest.splitlines()[: next(at for at, line in enumerate(rest.splitlines()) if not line)])
        result = check("4.2.2", SIGNS, tree=papers(small_tree, ("docs/capacity.md", rows + "\n", "")))
        assert is_red(result, "names no sign")

    def test_ours_say_what_to_do(self, check: Check) -> None:
        assert is_green(check("4.2.2", SIGNS))

    def test_a_sign_without_an_answer_is_named(self, check: Check, small_tree: MakeTree) -> None:
        silent = ("docs/capacity.md", "| one more worker |", "| |")
        assert is_red(check("4.2.2", SIGNS, tree=papers(small_tree, silent)), "jobs wait longer")


class TestPrice:
    def test_ours_are_not_read_yet(self, check: Check) -> None:
        result = check("4.2.3", PRICE)
        assert result.state is State.UNKNOWN
        assert "nobody has read the price" in result.finding.detail

    def test_only_what_has_no_price_is_named(self, check: Check, small_tree: MakeTree) -> None:
        priced = ("docs/costs.yaml", "count: 2}", "count: 2, monthly_usd: '12.50', price_source: 'a page'}")
        result = check("4.2.3", PRICE, tree=papers(small_tree, priced))
        assert result.state is State.UNKNOWN
        assert "app" not in result.finding.detail.partition("(")[0]
        assert "worker" in result.finding.detail

    def test_a_month_adds_up(self, check: Check, small_tree: MakeTree) -> None:
        priced = [
            ("docs/costs.yaml", f"count: {count}}}", f"count: {count}, monthly_usd: '12.50', price_source: 'a page'}}")
            for count in (1, 2)
        ]
        result = check("4.2.3", PRICE, tree=papers(small_tree, *priced))
        assert is_green(result)
        assert result.finding.figures["monthly_usd"] == "37.50"

    def test_nothing_rented_fails(self, check: Check, small_tree: MakeTree) -> None:
        empty = (
            "head: {owner: operator, reviewed: 2026-11-25, expires: 90 days}\ncurrency: USD\nbilling_alert_usd: null\n"
        )
        tree = small_tree({"docs/costs.yaml": empty + "environments: {production: []}\n"})
        assert is_red(check("4.2.3", PRICE, tree=tree), "rents nothing")


@pytest.mark.parametrize("box_id", ["4.2.1", "4.2.2", "4.2.3", "4.2.4"])
def test_without_credentials_and_evidence_none_of_them_passes(check: Check, box_id: str) -> None:
    assert check(box_id).state is State.UNKNOWN
