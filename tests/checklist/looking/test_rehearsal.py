"""The boot as production: facts of a right tree, a reason for a wrong one."""

import json

import pytest

from mingus.checklist.looking.rehearsal import complete_environment, rehearse
from mingus.checklist.looking.stores import NoAnswer
from mingus.checklist.missing import Missing
from tests.checklist.conftest import ROOT, MakeTree


def test_this_tree_boots_as_production_without_database_or_network() -> None:
    facts = rehearse(ROOT).booted()
    assert facts["debug"] is False
    assert "/login" in [route["rule"] for route in facts["routes"]]


def test_it_is_heard_what_the_log_says_of_a_request_and_of_secrets_by_mistake() -> None:
    facts = rehearse(ROOT).booted()
    lines = [json.loads(line) for line in facts["said"]]
    assert [line["event"] for line in lines][:2] == ["request", "by mistake"]
    assert "canary" not in str(facts["said"])
    assert facts["log"]["files"] == []


def test_an_environment_that_is_refused_exits_78_and_says_why() -> None:
    environ = {**complete_environment(), "SECRET_KEY": "short"}
    found = rehearse(ROOT, environ)
    assert found.exit_code == 78
    assert "SECRET_KEY" in found.refusal
    with pytest.raises(NoAnswer, match="exit code 78"):
        found.booted()


def test_nothing_of_this_process_s_environment_leaks_into_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "x" * 64)
    assert rehearse(ROOT, {"FLASK_ENV": "production"}).exit_code == 78


def test_a_tree_whose_front_end_is_not_built_is_unknown(small_tree: MakeTree) -> None:
    with pytest.raises(Missing, match="no built front end"):
        rehearse(small_tree({}).root)


def test_secrets_are_new_every_time() -> None:
    assert complete_environment()["SECRET_KEY"] != complete_environment()["SECRET_KEY"]
