"""17.2: the page that leads back, and drills of it."""

from datetime import timedelta

import pytest

from mingus.checklist.rules import State
from tests.checklist.conftest import NOW, Check, MakeSurroundings, MakeTree, is_green, is_red
from tests.checklist.pages import pages
from tests.checklist.proofs import record

PAGE = "docs/runbooks/rollback.md"


class TestPage:
    def test_ours_can_be_typed(self, check: Check) -> None:
        result = check("17.2.1")
        assert is_green(result)
        assert result.finding.figures["blocks"] == 2

    def test_a_command_that_is_not_there_is_named(self, check: Check, small_tree: MakeTree) -> None:
        wrong = (PAGE, ".venv/bin/mingus db backup before", ".venv/bin/mingus launch rollback before")
        assert is_red(check("17.2.1", tree=pages(small_tree, wrong)), f"{PAGE}: line", "mingus has no command launch")

    def test_a_page_with_nothing_to_type_fails(self, check: Check, small_tree: MakeTree) -> None:
        shown = (PAGE, "```sh dry-run", "```text")
        assert is_red(check("17.2.1", tree=pages(small_tree, shown)), "has no command to type")

    def test_no_page_and_a_page_without_an_owner_fail(self, check: Check, small_tree: MakeTree) -> None:
        assert is_red(check("17.2.1", tree=pages(small_tree, files={PAGE: None})), "there is no such file")
        owned = (PAGE, "owner: operator", "owner: drummer")
        assert is_red(check("17.2.1", tree=pages(small_tree, owned)), "its owner drummer is no role")

    def test_a_review_that_is_over_is_stale(self, check: Check) -> None:
        assert check("17.2.1", now=NOW + timedelta(days=181)).state is State.STALE


class TestDrill:
    def test_five_minutes_within_ninety_days(self, check: Check, around: MakeSurroundings) -> None:
        home = around().home
        record(home, "17.2.2", kind="drill", figures={"duration_ms": 300_000}, at=NOW - timedelta(days=90))
        assert is_green(check("17.2.2", "a_drill_in_time"))
        assert check("17.2.2", "a_drill_in_time", now=NOW + timedelta(seconds=1)).state is State.STALE
        record(home, "17.2.2", kind="drill", figures={"duration_ms": 300_001})
        assert is_red(check("17.2.2", "a_drill_in_time"), "more than 5")

    def test_that_it_was_heard_of_is_proven_for_ninety_days(self, check: Check, around: MakeSurroundings) -> None:
        record(around().home, "17.2.4", kind="drill", at=NOW - timedelta(days=90), commit="0" * 40)
        assert is_green(check("17.2.4", "a_sound_record"))
        assert check("17.2.4", "a_sound_record", now=NOW + timedelta(seconds=1)).state is State.STALE
        record(around().home, "17.2.4", kind="drill", exit_code=1)
        assert check("17.2.4", "a_sound_record").state is State.FAIL

    @pytest.mark.parametrize("box_id", ["17.2.2", "17.2.3", "17.2.4"])
    def test_none_of_them_passes_without(self, check: Check, box_id: str) -> None:
        result = check(box_id)
        assert result.state is State.UNKNOWN
        assert "DIGITALOCEAN_TOKEN" in result.finding.detail

    def test_going_back_by_one_command_is_not_built(self, check: Check) -> None:
        assert "not built: `mingus launch rollback`" in check("17.2.3", "what_is_not_there").finding.detail
