"""1.5: guards of our own application, and of servers that lack them."""

import copy
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from mingus.checklist.boxes.clean_code import guards
from mingus.checklist.looking.memory import Memory
from mingus.checklist.looking.rehearsal import Rehearsal
from mingus.checklist.looking.tree import Tree
from mingus.checklist.rules import State
from tests.checklist.conftest import ROOT, Check, MakeSurroundings, MakeTree, is_green, is_red, our_boot
from tests.servers.http import Answer, HttpServer, Request, http_server

EXEMPTIONS = guards.EXEMPTIONS
Facts = dict[str, Any]
Booted = Callable[..., Any]


@pytest.fixture(scope="module")
def facts() -> Facts:
    """What our own application is, booted once for all of these tests."""
    return dict(our_boot().booted())


@pytest.fixture
def with_facts(around: MakeSurroundings, facts: Facts) -> Booted:
    """Surroundings whose application is ours with something changed."""

    def make(change: Callable[[Facts], Any] = lambda _facts: None, **given: Any) -> Any:
        changed = copy.deepcopy(facts)
        change(changed)
        made = around(memory=Memory(), **given)
        made.once("rehearsal", lambda: Rehearsal(0, "", changed))
        return made

    return make


def looked(part: Any, around: Any) -> Any:
    return part.look(around)


class TestEveryChangeIsGuarded:
    def test_ours_are(self, with_facts: Booted) -> None:
        finding = looked(guards.every_change_is_guarded, with_facts())
        assert finding.state is State.PASS
        assert finding.figures["looked_at"] > 50

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            (lambda facts: facts["policies"][_first(facts, "POST")].update(csrf=""), "is not guarded"),
            (lambda facts: facts["policies"][_first(facts, "POST")].update(csrf="exempt: "), "exempt without a reason"),
            (
                lambda facts: facts["csrf_exemptions"].update({"POST /new": "why"}),
                "POST /new is exempt and not reviewed",
            ),
            (lambda facts: facts["csrf_exemptions"].clear(), "POST /csp-report is reviewed"),
            (lambda facts: facts["policies"].clear(), "nothing to look at"),
        ],
    )
    def test_what_is_open_is_named(self, with_facts: Booted, change: Callable[[Facts], Any], words: str) -> None:
        finding = looked(guards.every_change_is_guarded, with_facts(change))
        assert finding.state is State.FAIL
        assert words in finding.detail

    def test_without_the_reviewed_list_it_fails_in_words(self, check: Check, whole_tree: MakeTree) -> None:
        tree = whole_tree({EXEMPTIONS: None})
        assert is_red(check("1.5.1", "every_change_is_guarded", tree=tree), EXEMPTIONS)


class TestLimits:
    def test_ours_are_on(self, with_facts: Booted) -> None:
        assert looked(guards.limits_are_on, with_facts()).state is State.PASS

    def test_an_open_route_without_one_is_named(self, with_facts: Booted) -> None:
        def lift(facts: Facts) -> None:
            facts["policies"][_first(facts, "POST", who="anyone")].update(limit="", rule="/open")

        finding = looked(guards.limits_are_on, with_facts(lift))
        assert finding.state is State.FAIL
        assert "POST /open has no limit" in finding.detail


class TestConfiguredCookies:
    def test_ours_are_safe(self, with_facts: Booted) -> None:
        assert looked(guards.cookies_are_configured_safely, with_facts()).state is State.PASS

    @pytest.mark.parametrize(
        ("name", "value", "words"),
        [
            ("SESSION_COOKIE_SECURE", False, "SESSION_COOKIE_SECURE is False"),
            ("SESSION_COOKIE_HTTPONLY", False, "SESSION_COOKIE_HTTPONLY is False"),
            ("SESSION_COOKIE_SAMESITE", "Lax", "SESSION_COOKIE_SAMESITE is Lax"),
            ("SESSION_COOKIE_NAME", "session", "does not begin with __Host-"),
        ],
    )
    def test_each_weakness_is_named(self, with_facts: Booted, name: str, value: object, words: str) -> None:
        finding = looked(
            guards.cookies_are_configured_safely, with_facts(lambda facts: facts["config"].update({name: value}))
        )
        assert finding.state is State.FAIL
        assert words in finding.detail


class TestUnforeseen:
    def test_ours_shows_nothing(self, with_facts: Booted) -> None:
        assert looked(guards.unforeseen_errors_show_nothing, with_facts()).state is State.PASS

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            (lambda facts: facts["errors"][-1].update(leaks=True), "shows our insides to application/json"),
            (lambda facts: facts["config"].update(PROPAGATE_EXCEPTIONS=True), "PROPAGATE_EXCEPTIONS is on"),
            (lambda facts: facts.update(debug=True), "debug is on"),
            (lambda facts: facts["errors"].clear(), "nothing to look at"),
        ],
    )
    def test_each_leak_is_named(self, with_facts: Booted, change: Callable[[Facts], Any], words: str) -> None:
        finding = looked(guards.unforeseen_errors_show_nothing, with_facts(change))
        assert finding.state is State.FAIL
        assert words in finding.detail


SAFE = "__Host-visitor=1; Secure; HttpOnly; Path=/; SameSite=Strict"


@pytest.fixture
def site() -> Iterator[Callable[[Callable[[Request], Answer]], HttpServer]]:
    opened: list[Any] = []

    def serve(respond: Callable[[Request], Answer]) -> HttpServer:
        manager = http_server(respond)
        opened.append(manager)
        server: HttpServer = manager.__enter__()
        return server

    yield serve
    for manager in opened:
        manager.__exit__(None, None, None)


Site = Callable[[Callable[[Request], Answer]], HttpServer]


class TestLive:
    def test_forms_that_are_refused_pass(self, check: Check, site: Site) -> None:
        server = site(lambda _asked: Answer(400))
        assert is_green(check("1.5.1", "a_form_without_a_token_is_refused", environ={"PUBLIC_URL": server.url}))

    def test_a_form_without_a_token_that_is_taken_is_named(self, check: Check, site: Site) -> None:
        server = site(lambda asked: Answer(403 if "Origin" in asked.headers else 200))
        result = check("1.5.1", "a_form_without_a_token_is_refused", environ={"PUBLIC_URL": server.url})
        assert is_red(result, "without a token is answered 200")
        assert "another site" not in result.finding.detail

    def test_a_form_of_another_site_that_is_taken_is_named(self, check: Check, site: Site) -> None:

        def respond(asked: Request) -> Answer:
            assert asked.headers["Content-Type"] == guards.FORM
            return Answer(200 if asked.headers.get("Sec-Fetch-Site") == "cross-site" else 400)

        server = site(respond)
        result = check("1.5.1", "a_form_without_a_token_is_refused", environ={"PUBLIC_URL": server.url})
        assert is_red(result, "of another site is answered 200")

    def test_a_burst_that_is_slowed_down_passes(self, check: Check, site: Site) -> None:
        asked: list[Request] = []

        def respond(request: Request) -> Answer:
            asked.append(request)
            return Answer(429, headers={"Retry-After": "60"}) if len(asked) > 5 else Answer(204)

        result = check("1.5.2", "a_burst_is_slowed_down", environ={"PUBLIC_URL": site(respond).url})
        assert is_green(result)
        assert "request 6" in result.finding.detail
        assert len(asked) == 6

    def test_the_last_request_of_a_burst_counts_too(self, check: Check, site: Site) -> None:
        asked: list[Request] = []

        def respond(request: Request) -> Answer:
            asked.append(request)
            return Answer(429, headers={"Retry-After": "60"}) if len(asked) == guards.BURST else Answer(204)

        assert is_green(check("1.5.2", "a_burst_is_slowed_down", environ={"PUBLIC_URL": site(respond).url}))

    @pytest.mark.parametrize(
        ("answer", "words"),
        [
            (Answer(204), "250 requests at once are all taken"),
            (Answer(429), "not told how long"),
            (Answer(500), "answers 500"),
            (Answer(503), "answers 503"),
        ],
    )
    def test_a_burst_that_is_not_is_named(self, check: Check, site: Site, answer: Answer, words: str) -> None:
        server = site(lambda _asked: answer)
        assert is_red(check("1.5.2", "a_burst_is_slowed_down", environ={"PUBLIC_URL": server.url}), words)

    def test_the_cookies_of_the_sign_in_page_are_looked_at(self, check: Check, site: Site) -> None:
        part = "the_cookie_of_a_visitor_is_safe"
        safe = site(lambda _asked: Answer(200, headers={"Set-Cookie": SAFE}))
        assert is_green(check("1.5.3", part, environ={"PUBLIC_URL": safe.url}))
        weak = site(lambda _asked: Answer(200, headers={"Set-Cookie": "session=1"}))
        assert is_red(check("1.5.3", part, environ={"PUBLIC_URL": weak.url}), "session lacks Secure")
        none = site(lambda _asked: Answer(200))
        assert check("1.5.3", part, environ={"PUBLIC_URL": none.url}).state is State.UNKNOWN

    @pytest.mark.parametrize("leak", guards.LEAKS)
    def test_an_error_that_shows_our_insides_is_named(self, check: Check, site: Site, leak: str) -> None:
        part = "an_error_shows_nothing"
        clean = site(lambda _asked: Answer(404, b"nothing here"))
        assert is_green(check("1.5.5", part, environ={"PUBLIC_URL": clean.url}))
        leaking = site(lambda asked: Answer(405, leak.encode() if asked.method == "DELETE" else b""))
        assert is_red(check("1.5.5", part, environ={"PUBLIC_URL": leaking.url}), f"the answer 405 shows “{leak}”")

    @pytest.mark.parametrize("status", [200, 399, 500])
    def test_an_error_that_is_none_or_breaks_the_server_is_named(self, check: Check, site: Site, status: int) -> None:
        server = site(lambda _asked: Answer(status))
        assert is_red(check("1.5.5", "an_error_shows_nothing", environ={"PUBLIC_URL": server.url}), f"answers {status}")


def _first(facts: Facts, method: str, **wanted: object) -> int:
    return next(
        number
        for number, policy in enumerate(facts["policies"])
        if policy["method"] == method and all(policy[name] == value for name, value in wanted.items())
    )


def test_this_tree_is_a_tree() -> None:
    assert Tree(ROOT).has(EXEMPTIONS)


def test_the_boxes_are_made_of_these_parts() -> None:
    assert {box.id: [part.name for part in box.parts] for box in guards.BOXES} == {
        "1.5.1": ["every_change_is_guarded", "a_form_without_a_token_is_refused", "a_sound_record"],
        "1.5.2": ["limits_are_on", "a_burst_is_slowed_down", "processes_count_together"],
        "1.5.3": ["cookies_are_configured_safely", "the_cookie_of_a_visitor_is_safe"],
        "1.5.4": ["every_answer_carries_its_headers"],
        "1.5.5": ["unforeseen_errors_show_nothing", "an_error_shows_nothing"],
    }
