"""6.3: health from outside, and how a version takes over."""

from datetime import timedelta

import pytest

from mingus.checklist.rules import State
from tests.checklist.conftest import NOW, Check, MakeSurroundings, MakeTree, is_green, is_red
from tests.checklist.proofs import OTHER_COMMIT, record
from tests.servers.http import Answer, http_server

HEALTH = "both_health_pages_answer"
GENTLY = "a_new_version_takes_over_gently"
SPEC = """\
services:
  - name: web
    health_check: {http_path: /health/ready}
    termination: {grace_period_seconds: 30}
jobs:
  - {name: migrate, kind: PRE_DEPLOY, run_command: mingus db migrate}
"""


class TestHealth:
    def test_two_good_answers_pass(self, check: Check) -> None:
        with http_server(lambda _asked: Answer(200)) as server:
            assert is_green(check("6.3.3", HEALTH, environ={"PUBLIC_URL": server.url}))

    @pytest.mark.parametrize("path", ["/health/live", "/health/ready"])
    def test_one_bad_answer_is_named(self, check: Check, path: str) -> None:
        with http_server(lambda asked: Answer(503 if asked.path == path else 200)) as server:
            assert is_red(check("6.3.3", HEALTH, environ={"PUBLIC_URL": server.url}), f"{path} answers 503")


class TestGently:
    def test_a_description_that_does_passes(self, check: Check, small_tree: MakeTree) -> None:
        assert is_green(check("6.3.4", GENTLY, tree=small_tree({".do/app.yaml": SPEC})))

    @pytest.mark.parametrize(
        "case",
        [
            ("/health/ready", "/", "web is not asked /health/ready"),
            ("    health_check: {http_path: /health/ready}\n", "", "web is not asked /health/ready"),
            ("seconds: 30", "seconds: 29", "less than 30 seconds"),
            ("seconds: 30", "seconds: long", "less than 30 seconds"),
            ("mingus db migrate", "true", "runs mingus db migrate"),
            ("PRE_DEPLOY", "POST_DEPLOY", "runs mingus db migrate"),
        ],
    )
    def test_what_it_lacks_is_named(self, case: tuple[str, str, str], check: Check, small_tree: MakeTree) -> None:
        old, new, words = case
        assert old in SPEC
        tree = small_tree({".do/app.yaml": SPEC.replace(old, new)})
        assert is_red(check("6.3.4", GENTLY, tree=tree), words)


@pytest.mark.parametrize(("box_id", "of", "days"), [("6.3.1", "12.3.1", 30), ("6.3.4", "6.3.4", 90)])
def test_a_drill_is_good_for_its_days_whatever_the_commit(
    check: Check, around: MakeSurroundings, box_id: str, of: str, days: int
) -> None:
    record(around().home, of, commit=OTHER_COMMIT, at=NOW - timedelta(days=days))
    assert is_green(check(box_id, "a_sound_record"))
    assert check(box_id, "a_sound_record", now=NOW + timedelta(seconds=1)).state is State.STALE


@pytest.mark.parametrize("box_id", ["6.3.1", "6.3.2", "6.3.3", "6.3.4"])
def test_what_only_the_platform_knows_is_unknown_without_its_token(check: Check, box_id: str) -> None:
    assert check(box_id, "what_only_they_know").state is State.UNKNOWN
