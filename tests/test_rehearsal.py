"""The entrance for looking at: what it tells of the application, and what it keeps to itself."""

import json
import subprocess
import sys
from typing import Any

import pytest

from mingus.checklist.looking.rehearsal import complete_environment, rehearse
from tests.checklist.conftest import ROOT

Facts = dict[str, Any]


@pytest.fixture(scope="module")
def environ() -> dict[str, str]:
    return complete_environment()


@pytest.fixture(scope="module")
def facts(environ: dict[str, str]) -> Facts:
    return dict(rehearse(ROOT, environ).booted())


def test_it_tells_how_production_is_switched(facts: Facts) -> None:
    assert (facts["debug"], facts["testing"]) == (False, False)
    assert facts["config"]["SESSION_COOKIE_SECURE"] is True


def test_every_route_has_its_policy(facts: Facts) -> None:
    routes = {route["rule"] for route in facts["routes"]}
    assert {policy["rule"] for policy in facts["policies"]} <= routes
    assert len(routes) > 50


def test_every_error_is_tried_for_people_and_for_programs(facts: Facts) -> None:
    tried = {(answer["raised"], answer["asked_for"], answer["foreseen"]) for answer in facts["errors"]}
    assert (500, "text/html", False) in tried
    assert (404, "application/json", True) in tried
    assert not [answer for answer in facts["errors"] if answer["leaks"]]


def test_it_tells_what_a_connection_would_be_opened_with_and_opens_none(facts: Facts) -> None:
    pool = facts["pool"]
    assert (pool["kind"], pool["size"], pool["connect_seconds"]) == ("QueuePool", 5, 5)
    assert "-c statement_timeout=30s" in pool["options"]


def test_it_tells_where_logs_go_and_what_they_say_of_secrets(facts: Facts) -> None:
    assert facts["log"]["handlers"] == ["StreamHandler:<stdout>"]
    assert (facts["log"]["own_level"], facts["log"]["own_stream"]) == ("INFO", "<stdout>")
    assert facts["log"]["files"] == []
    assert "by mistake" in [json.loads(line)["event"] for line in facts["said"]]


def test_it_tells_what_the_loader_refuses(facts: Facts) -> None:
    assert {case["exit_code"] for case in facts["refusals"]} == {78}
    assert {case["exit_code"] for case in facts["unsafe"]} == {78}
    assert facts["empty"]["exit_code"] == 78


def test_it_keeps_the_environment_s_secrets_to_itself(facts: Facts, environ: dict[str, str]) -> None:
    text = json.dumps(facts)
    for name in ("SECRET_KEY", "JWT_SECRET_KEY", "FIELD_ENCRYPTION_KEY", "DATABASE_URL", "REDIS_URL"):
        assert environ[name] not in text, name


def test_a_configuration_that_is_refused_ends_with_78_and_all_faults(environ: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mingus.rehearsal"],
        cwd=ROOT,
        env={**environ, "DEBUG": "true", "REDIS_URL": "redis://redis.invalid"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (78, "")
    assert "DEBUG: must be false" in done.stderr
    assert "REDIS_URL: must start with rediss://" in done.stderr
