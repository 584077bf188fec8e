"""2.2: switches in every position, the loader that refuses, and cookies of real servers."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import pytest

from mingus.checklist.boxes.configuration import switches
from mingus.checklist.rules import Stage, State
from tests.checklist.boxes.configuration.conftest import Booted, Facts
from tests.checklist.conftest import Check, is_green, is_red
from tests.production import COMPLETE, REQUIRED
from tests.servers.http import Answer, http_server

NAMED = "the_environment_is_that_of_the_stage"
SWITCHES = [("2.2.2", "DEBUG"), ("2.2.3", "FLASK_DEBUG")]


class Case(NamedTuple):
    box_id: str
    name: str
    word: str


COOKIES = [
    Case("2.2.4", "SESSION_COOKIE_SECURE", "Secure"),
    Case("2.2.5", "SESSION_COOKIE_HTTPONLY", "HttpOnly"),
    Case("2.2.6", "SESSION_COOKIE_SAMESITE", "SameSite"),
]
SAFE = "__Host-visitor=1; Secure; HttpOnly; Path=/; SameSite=Strict"


class TestTheEnvironment:
    @pytest.mark.parametrize("stage", [Stage.STAGING, Stage.PRODUCTION])
    def test_a_stage_that_calls_itself_by_its_name_passes(self, check: Check, stage: Stage) -> None:
        assert is_green(check("2.2.1", NAMED, environ={"FLASK_ENV": stage.value}, stage=stage))

    @pytest.mark.parametrize("value", ["development", "staging", "Production", "production "])
    def test_production_by_another_name_is_named(self, check: Check, value: str) -> None:
        result = check("2.2.1", NAMED, environ={"FLASK_ENV": value}, stage=Stage.PRODUCTION)
        assert is_red(result, "FLASK_ENV is not exactly production")

    def test_a_stage_whose_environment_is_not_here_is_unknown(self, check: Check) -> None:
        assert check("2.2.1", NAMED, environ={}, stage=Stage.PRODUCTION).state is State.UNKNOWN

    @pytest.mark.parametrize("environ", [{}, {"FLASK_ENV": "development"}, {"FLASK_ENV": "production"}])
    def test_a_local_mingus_is_any_that_we_know(self, check: Check, environ: dict[str, str]) -> None:
        assert is_green(check("2.2.1", NAMED, environ=environ, stage=Stage.LOCAL))

    def test_a_local_mingus_that_nobody_knows_is_named(self, check: Check) -> None:
        result = check("2.2.1", NAMED, environ={"FLASK_ENV": "home"}, stage=Stage.LOCAL)
        assert is_red(result, "FLASK_ENV is none of development, testing, staging, production")

    def test_our_loader_refuses_an_unknown_one(self, with_facts: Booted) -> None:
        assert switches.an_unknown_environment_is_refused.look(with_facts()).state is State.PASS

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"exit_code": 0, "words": ""}, "an unknown FLASK_ENV is taken"),
            ({"exit_code": 1}, "an unknown FLASK_ENV is taken"),
            ({"words": "no"}, "the refusal does not name FLASK_ENV"),
        ],
    )
    def test_a_loader_that_does_not_is_named(self, with_facts: Booted, change: dict[str, Any], words: str) -> None:
        def lenient(facts: Facts) -> None:
            for case in facts["refusals"]:
                if case["how"] == "malformed":
                    case.update(change)

        finding = switches.an_unknown_environment_is_refused.look(with_facts(lenient))
        assert finding.state is State.FAIL
        assert words in finding.detail

    def test_a_loader_that_was_not_tried_fails(self, with_facts: Booted) -> None:
        finding = switches.an_unknown_environment_is_refused.look(with_facts(lambda facts: facts["refusals"].clear()))
        assert (finding.state, finding.detail) == (State.FAIL, "there was nothing to look at")


@pytest.mark.parametrize(("box_id", "name"), SWITCHES)
class TestDebugging:
    @pytest.mark.parametrize("value", ["", "false", "False", "0", "off", "no"])
    def test_off_is_off(self, check: Check, box_id: str, name: str, value: str) -> None:
        result = check(box_id, "the_switch_is_off", environ={**REQUIRED, name: value}, stage=Stage.PRODUCTION)
        assert is_green(result)
        assert result.finding.detail == f"{name} is false"

    @pytest.mark.parametrize("value", ["true", "1", "perhaps"])
    @pytest.mark.parametrize("stage", list(Stage))
    def test_anything_else_is_named(self, check: Check, box_id: str, name: str, value: str, stage: Stage) -> None:
        result = check(box_id, "the_switch_is_off", environ={**REQUIRED, name: value}, stage=stage)
        assert is_red(result, f"{name} is not false")

    def test_of_a_stage_that_is_not_here_nobody_knows(self, check: Check, box_id: str, name: str) -> None:
        result = check(box_id, "the_switch_is_off", environ={name: "false"}, stage=Stage.PRODUCTION)
        assert (result.state, "FLASK_ENV" in result.finding.detail) == (State.UNKNOWN, True)


@pytest.mark.parametrize("name", [name for _, name in SWITCHES] + [case.name for case in COOKIES])
class TestRefused:
    def test_ours_is(self, with_facts: Booted, name: str) -> None:
        finding = switches.is_guarded(name).look(with_facts())
        assert finding.state is State.PASS
        assert finding.figures["looked_at"] == (2 if name.endswith("DEBUG") else 1)

    def test_a_value_that_is_taken_is_named(self, with_facts: Booted, name: str) -> None:
        finding = switches.is_guarded(name).look(with_facts(lambda facts: _of(facts, name).update(exit_code=0)))
        assert finding.state is State.FAIL
        assert f"production takes {name}=" in finding.detail

    def test_a_refusal_that_does_not_say_why_is_named(self, with_facts: Booted, name: str) -> None:
        finding = switches.is_guarded(name).look(with_facts(lambda facts: _of(facts, name).update(words="no")))
        assert finding.detail == f"the refusal of {name} does not name it"

    def test_what_was_not_tried_fails(self, with_facts: Booted, name: str) -> None:
        finding = switches.is_guarded(name).look(with_facts(lambda facts: facts["unsafe"].clear()))
        assert (finding.state, finding.detail) == (State.FAIL, "there was nothing to look at")


@pytest.mark.parametrize("case", COOKIES, ids=lambda case: case.box_id)
class TestCookies:
    def test_ours_are_set_safely(self, with_facts: Booted, case: Case) -> None:
        for environ in (REQUIRED, COMPLETE):
            finding = _setting(case.box_id).look(with_facts(environ=environ, stage=Stage.PRODUCTION))
            assert finding.state is State.PASS, finding.detail

    @pytest.mark.parametrize("value", ["false", "Lax"])
    def test_another_setting_here_is_named(self, with_facts: Booted, case: Case, value: str) -> None:
        around = with_facts(environ={**COMPLETE, case.name: value}, stage=Stage.PRODUCTION)
        finding = _setting(case.box_id).look(around)
        wanted = "Strict" if case.word == "SameSite" else "True"
        assert (finding.state, finding.detail) == (State.FAIL, f"{case.name} is not {wanted} here")

    def test_another_one_in_what_production_runs_is_named(self, with_facts: Booted, case: Case) -> None:
        around = with_facts(
            lambda facts: facts["config"].update({case.name: None}), environ=COMPLETE, stage=Stage.STAGING
        )
        assert f"{case.name} is None in what production runs" in _setting(case.box_id).look(around).detail

    def test_a_safe_cookie_of_a_server_passes(self, check: Check, case: Case) -> None:
        with site(SAFE) as url:
            result = check(case.box_id, "every_cookie_says_it", environ={"PUBLIC_URL": url})
        assert is_green(result)
        assert result.finding.figures["cookies"] == 1

    @pytest.mark.parametrize("cookie", ["__Host-a=1; Path=/", ";;"])
    def test_one_without_the_word_is_named(self, check: Check, case: Case, cookie: str) -> None:
        with site(cookie) as url:
            result = check(case.box_id, "every_cookie_says_it", environ={"PUBLIC_URL": url})
        assert is_red(result, case.word if cookie.startswith("__") else "can't be read")
        assert result.finding.figures["faults"] == 1

    def test_a_site_without_cookies_is_unknown(self, check: Check, case: Case) -> None:
        with http_server(lambda _asked: Answer(200)) as server:
            result = check(case.box_id, "every_cookie_says_it", environ={"PUBLIC_URL": server.url})
        assert result.state is State.UNKNOWN


def test_strict_is_exact(with_facts: Booted) -> None:
    around = with_facts(environ={**COMPLETE, "SESSION_COOKIE_SAMESITE": "strict"}, stage=Stage.PRODUCTION)
    assert _setting("2.2.6").look(around).detail == "SESSION_COOKIE_SAMESITE is not Strict here"


def test_pages_of_return_are_not_built(check: Check) -> None:
    assert check("2.2.6", "what_is_not_there").finding.detail.startswith("not built: the pages to which")


@contextmanager
def site(cookie: str) -> Iterator[str]:
    """A server whose page of signing in sets one cookie."""
    with http_server(lambda _asked: Answer(200, headers={"Set-Cookie": cookie})) as server:
        yield server.url


def _of(facts: Facts, name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(case for case in facts["unsafe"] if case["name"] == name)
    return found


def _setting(box_id: str) -> Any:
    box = next(box for box in switches.BOXES if box.id == box_id)
    return next(part for part in box.parts if part.name == "the_cookie_s_setting_is_safe")
