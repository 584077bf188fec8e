"""15.2: the bundle, the description with every setting, the rebuilding in time."""

from datetime import timedelta

import pytest

from mingus.checklist.rules import State
from mingus.core.settings import SCHEMA
from tests.checklist.conftest import NOW, Check, MakeSurroundings, MakeTree, is_green, is_red
from tests.checklist.proofs import OTHER_COMMIT, record

PROOF = "a_sound_record"
DESCRIBED = "the_description_names_every_setting"
REQUIRED = [setting.name for setting in SCHEMA if "production" in setting.required_in]


def envs(*names: str) -> str:
    return "[" + ", ".join(f"{{key: {name}}}" for name in names) + "]"


class TestSource:
    def test_a_bundle_is_evidence_of_this_commit_for_a_day(self, check: Check, around: MakeSurroundings) -> None:
        assert check("15.2.1", PROOF).state is State.UNKNOWN
        record(around().home, "15.2.1", at=NOW - timedelta(hours=25))
        assert check("15.2.1", PROOF).state is State.STALE
        record(around().home, "15.2.1", at=NOW - timedelta(hours=3), commit=OTHER_COMMIT)
        assert check("15.2.1", PROOF).state is State.STALE
        record(around().home, "15.2.1", at=NOW - timedelta(hours=2))
        assert is_green(check("15.2.1", PROOF))
        record(around().home, "15.2.1", at=NOW - timedelta(hours=1), exit_code=1)
        assert is_red(check("15.2.1", PROOF))

    def test_the_mirror_needs_its_token(self, check: Check, around: MakeSurroundings) -> None:
        record(around().home, "15.2.1")
        result = check("15.2.1")
        assert (result.state, "MIRROR_TOKEN" in result.finding.detail) == (State.UNKNOWN, True)


def test_the_sealed_environment_is_not_built(check: Check) -> None:
    result = check("15.2.2")
    assert (result.state, result.finding.detail.startswith("not built: ")) == (State.UNKNOWN, True)


class TestDescription:
    def test_there_is_none_yet(self, check: Check) -> None:
        result = check("15.2.3", DESCRIBED)
        assert (result.state, "not built" in result.finding.detail) == (State.UNKNOWN, True)

    def test_settings_of_the_app_and_of_its_parts_count_together(self, check: Check, small_tree: MakeTree) -> None:
        spec = f"name: m\nenvs: {envs(*REQUIRED[:2])}\nservices: [{{name: web, envs: {envs(*REQUIRED[2:])}}}]\n"
        result = check("15.2.3", DESCRIBED, tree=small_tree({".do/app.yaml": spec}))
        assert is_green(result)
        assert result.finding.figures == {"parts": 1}

    @pytest.mark.parametrize("kind", ["services", "workers"])
    def test_a_part_that_lacks_one_is_named(self, check: Check, small_tree: MakeTree, kind: str) -> None:
        spec = f"name: m\n{kind}: [{{name: some, envs: {envs(*REQUIRED[1:])}}}]\n"
        result = check("15.2.3", DESCRIBED, tree=small_tree({".do/app.yaml": spec}))
        assert is_red(result, f"some in .do/app.yaml lacks {REQUIRED[0]}")

    @pytest.mark.parametrize("listed", ["many", "[many]"])
    def test_settings_that_are_no_list_of_them_are_none(self, check: Check, small_tree: MakeTree, listed: str) -> None:
        spec = f"name: m\nservices: [{{name: web, envs: {listed}}}]\n"
        assert is_red(check("15.2.3", DESCRIBED, tree=small_tree({".do/app.yaml": spec})), f"lacks {REQUIRED[0]}")

    def test_a_description_of_nothing_fails(self, check: Check, small_tree: MakeTree) -> None:
        tree = small_tree({".do/app.yaml": "name: m\n"})
        assert is_red(check("15.2.3", DESCRIBED, tree=tree), "describes no service")


def test_exports_of_all_else_are_not_built(check: Check, small_tree: MakeTree) -> None:
    spec = f"name: m\nservices: [{{name: web, envs: {envs(*REQUIRED)}}}]\n"
    result = check("15.2.3", tree=small_tree({".do/app.yaml": spec}))
    assert "not built: exports of alerts" in result.finding.detail
    assert "DIGITALOCEAN_TOKEN" in result.finding.detail


class TestRebuilding:
    def test_in_time_within_half_a_year_passes(self, check: Check, around: MakeSurroundings) -> None:
        figures = {"duration_ms": 14_400_000}
        record(around().home, "15.2.4", at=NOW - timedelta(days=181), figures=figures, commit=OTHER_COMMIT)
        assert check("15.2.4").state is State.STALE
        record(around().home, "15.2.4", at=NOW - timedelta(days=179), figures=figures, commit=OTHER_COMMIT)
        assert is_green(check("15.2.4"))

    def test_too_late_fails(self, check: Check, around: MakeSurroundings) -> None:
        record(around().home, "15.2.4", figures={"duration_ms": 18_000_000})
        assert is_red(check("15.2.4"), "it took 5.00 of 4 hours")

    def test_without_a_record_nobody_knows(self, check: Check) -> None:
        assert check("15.2.4").state is State.UNKNOWN
