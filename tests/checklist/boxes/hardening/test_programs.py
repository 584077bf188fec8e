"""9.2: each part fails on what it is there for, and passes on this tree and our own application."""

from datetime import timedelta
from typing import Any

import pytest

from mingus.checklist.looking.tree import Tree
from mingus.checklist.rules import Stage, State
from tests.checklist.boxes.hardening.conftest import AskSite, CheckFacts, Facts
from tests.checklist.conftest import NOW, Check, MakeSurroundings, MakeTree, is_green, is_red
from tests.checklist.proofs import OTHER_COMMIT, record
from tests.servers.http import Answer, Request

GUESSED_AT = (
    "POST /login",
    "POST /register",
    "POST /api/auth/login",
    "POST /api/auth/register",
    "POST /api/auth/refresh",
)
LIMITS = "doors_that_are_guessed_at_have_limits"
COUNT = "another_address_starts_no_new_count"
CORS = "other_sites_may_not_read"
STRANGERS = "strangers_get_in_nowhere"
BODIES = "every_body_has_a_model"


def policy(rule: str, method: str = "GET", **other: str) -> dict[str, str]:
    return {"rule": rule, "method": method, "who": "signed in", "limit": "", "body": "none", **other}


class TestLimits:
    def limited(self, *without: str) -> Facts:
        doors = [door.split(" ") for door in GUESSED_AT]
        return {"policies": [policy(rule, method, limit="" if rule in without else "5") for method, rule in doors]}

    def test_every_route_of_ours_has_one(self, check_facts: CheckFacts, booted: Facts) -> None:
        assert is_green(check_facts("9.2.1", LIMITS, booted))

    def test_the_routes_without_one_are_counted(self, check_facts: CheckFacts) -> None:
        facts = {"policies": [*self.limited()["policies"], policy("/a"), policy("/b"), policy("/c", limit="9")]}
        assert check_facts("9.2.1", LIMITS, facts).finding.detail == "not built: a limit for the other 2 routes"

    def test_where_every_route_has_one_it_passes(self, check_facts: CheckFacts) -> None:
        result = check_facts("9.2.1", LIMITS, self.limited())
        assert is_green(result)
        assert result.finding.figures["doors"] == len(GUESSED_AT)

    @pytest.mark.parametrize("door", GUESSED_AT)
    def test_each_door_without_one_is_named(self, check_facts: CheckFacts, door: str) -> None:
        facts = self.limited(door.split(" ")[1])
        assert is_red(check_facts("9.2.1", LIMITS, facts), f"{door} has no limit")

    def test_a_door_that_is_gone_is_named(self, check_facts: CheckFacts) -> None:
        assert is_red(check_facts("9.2.1", LIMITS, {"policies": []}), "there is no POST /login")

    def test_ours_counts_on_whatever_address_is_made_up(self, ask: AskSite) -> None:
        result = ask("9.2.1", COUNT)
        assert is_green(result)
        assert result.finding.figures["tries"] == 6

    @pytest.mark.parametrize(("lets_through", "passes"), [(5, True), (6, False)])
    def test_the_sixth_try_at_the_latest(self, ask: AskSite, lets_through: int, *, passes: bool) -> None:
        tries: list[str] = []

        def respond(request: Request) -> Answer:
            tries.append(request.headers["X-Forwarded-For"])
            return Answer(401) if len(tries) <= lets_through else Answer(429, headers={"Retry-After": "60"})

        result = ask("9.2.1", COUNT, respond)
        assert (result.state is State.PASS) is passes
        assert len(set(tries)) == 6

    def test_a_count_by_the_made_up_address_is_found(self, ask: AskSite) -> None:
        counts: dict[str, int] = {}

        def respond(request: Request) -> Answer:
            address = request.headers["X-Forwarded-For"]
            counts[address] = counts.get(address, 0) + 1
            return Answer(429 if counts[address] > 5 else 401)

        assert is_red(ask("9.2.1", COUNT, respond), "6 tries from made-up addresses met no limit")

    def test_a_limit_that_does_not_say_when_is_found(self, ask: AskSite) -> None:
        assert is_red(ask("9.2.1", COUNT, lambda _: Answer(429)), "429 comes without Retry-After")

    @pytest.mark.parametrize("status", [200, 404, 500])
    def test_another_answer_is_named(self, ask: AskSite, status: int) -> None:
        assert is_red(ask("9.2.1", COUNT, lambda _: Answer(status)), f"try 1 to sign in as nobody is answered {status}")


class TestOtherSites:
    def test_ours_tells_them_nothing(self, ask: AskSite) -> None:
        result = ask("9.2.2", CORS)
        assert is_green(result)
        assert result.finding.figures["looked_at"] == 8

    @pytest.mark.parametrize("method", ["GET", "OPTIONS"])
    @pytest.mark.parametrize(
        ("careless", "said"),
        [
            (lambda origin, _: origin == "https://evil.invalid", "https://evil.invalid may read"),
            (lambda origin, _: origin == "null", "null may read"),
            (lambda origin, site: origin.startswith(site) and origin != site, ".evil.invalid may read"),
            (lambda origin, site: origin.endswith(site.removeprefix("http://")) and origin != site, "http://evil-"),
        ],
    )
    def test_each_kind_of_stranger_is_found(self, ask: AskSite, careless: Any, said: str, method: str) -> None:
        def respond(request: Request) -> Answer:
            origin, site = request.headers["Origin"], f"http://{request.headers['Host']}"
            shares = request.method == method and careless(origin, site)
            return Answer(401, headers={"Access-Control-Allow-Origin": origin} if shares else {})

        result = ask("9.2.2", CORS, respond)
        assert is_red(result, said)
        assert result.finding.figures["faults"] == 1

    def test_everybody_with_cookies_is_worse_than_everybody(self, ask: AskSite) -> None:
        everybody = {"Access-Control-Allow-Origin": "*", "Vary": "Origin"}
        assert is_red(ask("9.2.2", CORS, lambda _: Answer(401, headers=everybody)), "Access-Control-Allow-Origin is *")
        worse = {**everybody, "Access-Control-Allow-Credentials": "TRUE"}
        assert is_red(ask("9.2.2", CORS, lambda _: Answer(401, headers=worse)), "with the person's cookies")

    @pytest.mark.parametrize(("vary", "passes"), [("Cookie", False), ("Accept-Encoding, origin", True)])
    def test_our_own_pages_may_be_named_with_vary(self, ask: AskSite, vary: str, *, passes: bool) -> None:
        def respond(request: Request) -> Answer:
            own = f"http://{request.headers['Host']}"
            headers = {"Access-Control-Allow-Origin": own, "Vary": vary}
            return Answer(401, headers=headers if request.headers["Origin"] == own else {})

        result = ask("9.2.2", CORS, respond)
        assert is_green(result) if passes else is_red(result, "without Vary: Origin")


class TestStrangers:
    TABLE = [  # noqa: RUF012 - read only
        policy("/api/things"),
        policy("/api/things/<uuid:thing_id>/rows/<int:number>", "DELETE"),
        policy("/api/health", who="anyone"),
        policy("/settings"),
    ]

    def test_ours_turns_them_away_everywhere(self, ask: AskSite, booted: Facts) -> None:
        result = ask("9.2.3", STRANGERS, facts=booted)
        assert is_green(result)
        assert int(result.finding.figures["looked_at"]) > 30

    @pytest.mark.parametrize("status", [401, 403, 404])
    def test_three_answers_turn_away_and_only_the_apis_closed_routes_are_asked(self, ask: AskSite, status: int) -> None:
        asked: list[str] = []

        def respond(request: Request) -> Answer:
            asked.append(f"{request.method} {request.path}")
            return Answer(status)

        assert is_green(ask("9.2.3", STRANGERS, respond, {"policies": self.TABLE}))
        deleted, read = sorted(asked)
        assert read == "GET /api/things"
        assert deleted.startswith("DELETE /api/things/")
        assert deleted.endswith("/rows/1")
        assert "<" not in deleted

    @pytest.mark.parametrize("status", [200, 204, 302, 422, 500])
    def test_any_other_answer_is_named(self, ask: AskSite, status: int) -> None:
        def respond(request: Request) -> Answer:
            return Answer(status if request.method == "DELETE" else 401)

        result = ask("9.2.3", STRANGERS, respond, {"policies": self.TABLE})
        assert is_red(result, f"DELETE /api/things/<uuid:thing_id>/rows/<int:number> answers a stranger {status}")

    def test_a_route_without_a_policy_is_named(self, ask: AskSite) -> None:
        table = [*self.TABLE, policy("/new", who="")]
        result = ask("9.2.3", STRANGERS, lambda _: Answer(401), {"policies": table})
        assert is_red(result, "GET /new has no policy")

    def test_no_route_at_all_is_no_pass(self, ask: AskSite) -> None:
        assert is_red(ask("9.2.3", STRANGERS, lambda _: Answer(401), {"policies": []}), "nothing to look at")


class TestBodies:
    FACTS = {"policies": [policy("/api/things", "POST", body="json Thing"), policy("/x", "POST")]}  # noqa: RUF012  read, never written
    VIEW = 'from flask import request\n@door.post("/things")\ndef make():\n    '

    def test_all_of_ours_have_models(self, check_facts: CheckFacts, booted: Facts, ours: Tree) -> None:
        result = check_facts("9.2.4", BODIES, booted, tree=ours)
        assert is_green(result)
        assert int(result.finding.figures["looked_at"]) > 20

    @pytest.mark.parametrize(
        "line", ["draft = Thing.model_validate(request.form)", 'name = request.form.get("name", "")', "pass"]
    )
    def test_a_model_or_a_single_field_is_fine(self, check_facts: CheckFacts, small_tree: MakeTree, line: str) -> None:
        tree = small_tree({"mingus/a.py": self.VIEW + line})
        assert is_green(check_facts("9.2.4", BODIES, self.FACTS, tree=tree))

    @pytest.mark.parametrize(
        ("line", "said"),
        [
            ("save(request.form)", "mingus/a.py:3 make takes a form that no model has seen"),
            ("save(**request.get_json())", "mingus/a.py:4 reads a body as it came"),
        ],
    )
    def test_what_no_model_sees_is_named(
        self, check_facts: CheckFacts, small_tree: MakeTree, line: str, said: str
    ) -> None:
        tree = small_tree({"mingus/a.py": self.VIEW + line})
        assert is_red(check_facts("9.2.4", BODIES, self.FACTS, tree=tree), said)

    @pytest.mark.parametrize(
        "path", ["mingus/ops/pages/reports.py", "mingus/core/idempotency.py", "mingus/goals/api.py"]
    )
    def test_the_three_that_read_raw_bodies_for_a_reason_may(
        self, check_facts: CheckFacts, small_tree: MakeTree, path: str
    ) -> None:
        tree = small_tree({path: self.VIEW + "read(request.get_data())"})
        assert is_green(check_facts("9.2.4", BODIES, self.FACTS, tree=tree))

    @pytest.mark.parametrize(("source", "facts"), [("x = 1", FACTS), (VIEW + "pass", {"policies": []})])
    def test_nothing_to_look_at_is_no_pass(
        self, check_facts: CheckFacts, small_tree: MakeTree, source: str, facts: Facts
    ) -> None:
        tree = small_tree({"mingus/a.py": source})
        assert is_red(check_facts("9.2.4", BODIES, facts, tree=tree), "nothing to look at")

    @pytest.mark.parametrize(
        ("method", "described"), [("POST", 1), ("PUT", 1), ("PATCH", 1), ("DELETE", 0), ("GET", 0)]
    )
    def test_what_may_bring_something_along_is_counted(
        self, check_facts: CheckFacts, small_tree: MakeTree, method: str, described: int
    ) -> None:
        facts = {"policies": [policy("/api/things", method, body="json Thing")]}
        result = check_facts("9.2.4", BODIES, facts, tree=small_tree({"mingus/a.py": self.VIEW + "pass"}))
        assert result.finding.figures["looked_at"] == described
        assert (result.state is State.PASS) is bool(described)

    def test_what_takes_nothing_is_told_apart(self, check_facts: CheckFacts, small_tree: MakeTree) -> None:
        result = check_facts("9.2.4", BODIES, self.FACTS, tree=small_tree({"mingus/a.py": self.VIEW + "pass"}))
        assert result.finding.detail == "1 routes describe what they take, 1 take nothing"
        assert result.finding.figures["views"] == 1


@pytest.mark.parametrize("box_id", ["9.2.1", "9.2.3", "9.2.4"])
@pytest.mark.parametrize(
    ("made", "state"),
    [
        ({}, State.PASS),
        ({"exit_code": 1}, State.FAIL),
        ({"commit": OTHER_COMMIT}, State.STALE),
        ({"at": NOW - timedelta(days=31)}, State.STALE),
    ],
)
def test_their_runs_count_while_they_are_green_new_and_of_this_commit(
    check: Check, around: MakeSurroundings, box_id: str, made: dict[str, Any], state: State
) -> None:
    record(around().home, box_id, **made)
    assert check(box_id, "a_sound_record", stage=Stage.STAGING).state is state
