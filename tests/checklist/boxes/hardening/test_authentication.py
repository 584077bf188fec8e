"""9.1: each part fails on what it is there for, and passes on this tree and our own application."""

import json
from base64 import urlsafe_b64decode
from datetime import timedelta
from typing import Any

import jwt
import pytest

from mingus.checklist.boxes.hardening.authentication import PLANTED, SESSION_TESTS
from mingus.checklist.looking.tree import Tree
from mingus.checklist.rules import Stage, State
from mingus.identity import passwords, tokens
from tests.checklist.boxes.hardening.conftest import AskSite, CheckFacts, Facts
from tests.checklist.conftest import NOW, Check, MakeSurroundings, MakeTree, is_green, is_red
from tests.checklist.proofs import OTHER_COMMIT, record
from tests.conftest import SECRETS
from tests.databases import Scratch
from tests.servers.http import Answer, Request

READS = """import jwt
CLAIMS = ("iss", "aud", "exp", "sub")
def read(token, key):
    return jwt.decode(token, key, algorithms=["HS256"], issuer="a", audience="b", options={"require": list(CLAIMS)})
"""
LEAKS = {"PASSWORD_BREACHES_FILE": "/var/lib/mingus/leaked.txt"}
PLACE = "one_place_reads_tokens"
FORGED = "forged_tokens_open_nothing"
PLANT = "a_planted_session_opens_nothing"
POLICY = "passwords_are_long_and_free"
HASHES = "every_hash_is_strong"


class TestOnePlace:
    def test_this_tree_has_one(self, check: Check, ours: Tree) -> None:
        result = check("9.1.1", PLACE, tree=ours)
        assert is_green(result)
        assert "mingus/identity/tokens.py" in result.finding.detail

    def test_a_right_one_passes(self, check: Check, small_tree: MakeTree) -> None:
        assert is_green(check("9.1.1", PLACE, tree=small_tree({"mingus/a.py": READS})))

    def test_none_at_all_is_no_pass(self, check: Check, small_tree: MakeTree) -> None:
        tree = small_tree({"mingus/a.py": 'import json\njson.decode("x")\ndecode("x")\n'})
        assert is_red(check("9.1.1", PLACE, tree=tree), "nothing to look at")

    @pytest.mark.parametrize(
        ("old", "new", "said"),
        [
            ('algorithms=["HS256"], ', "", "does not fix one algorithm"),
            ('["HS256"]', '["HS256", "RS256"]', "does not fix one algorithm"),
            ('["HS256"]', "ANY", "does not fix one algorithm"),
            ('["HS256"]', '["NONE"]', "takes unsigned tokens"),
            ('issuer="a", ', "", "does not fix the issuer"),
            ('audience="b", ', "", "does not fix the audience"),
            (', options={"require": list(CLAIMS)}', "", "does not require exp"),
            ('"exp", ', "", "does not require exp"),
            ('"iss", ', "", "does not require iss"),
            ('"aud", ', "", "does not require aud"),
            (', "sub"', "", "does not require sub"),
            ("options={", 'options={"verify_exp": False, ', "switches verify_exp off"),
            (", algorithms", ", verify=False, algorithms", "switches verify off"),
        ],
    )
    def test_what_it_forgets_is_named_with_its_line(
        self, check: Check, small_tree: MakeTree, old: str, new: str, said: str
    ) -> None:
        assert old in READS
        tree = small_tree({"mingus/a.py": READS.replace(old, new)})
        assert is_red(check("9.1.1", PLACE, tree=tree), "mingus/a.py:4", said)

    def test_a_second_place_is_one_too_many(self, check: Check, small_tree: MakeTree) -> None:
        other = READS.replace("import jwt", "from jwt import decode as read_it").replace("jwt.decode", "read_it")
        tree = small_tree({"mingus/a.py": READS, "mingus/b.py": other})
        assert is_red(check("9.1.1", PLACE, tree=tree), "in 2 places: mingus/a.py:4, mingus/b.py:4")

    def test_what_is_read_before_its_signature_is_named(self, check: Check, small_tree: MakeTree) -> None:
        tree = small_tree({"mingus/a.py": READS + "kid = jwt.get_unverified_header(token)\n"})
        assert is_red(check("9.1.1", PLACE, tree=tree), "mingus/a.py:5 believes a token before its signature")


def _reads(**less: Any) -> Any:
    """A server that reads tokens, but not as it should."""

    def respond(request: Request) -> Answer:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        strict: dict[str, Any] = {"algorithms": ["HS256"], "issuer": tokens.ISSUER, "audience": tokens.AUDIENCE}
        try:
            said = jwt.decode(token, SECRETS["JWT_SECRET_KEY"], **{**strict, **less})
        except jwt.InvalidTokenError:
            return Answer(401)
        return Answer(401 if not said.get("name") and not less else 200)

    return respond


def _takes_unsigned(request: Request) -> Answer:
    head = request.headers["Authorization"].removeprefix("Bearer ").split(".")[0]
    algorithm = json.loads(urlsafe_b64decode(head + "=" * (-len(head) % 4)))["alg"]
    return Answer(200 if algorithm == "none" else 401)


class TestForgedTokens:
    def test_ours_answers_401_to_all_twelve(self, ask: AskSite) -> None:
        result = ask("9.1.1", FORGED)
        assert is_green(result)
        assert result.finding.figures["looked_at"] == 12

    @pytest.mark.parametrize(
        ("less", "said"),
        [
            ({"audience": None, "options": {"verify_aud": False}}, "for another audience is answered 200"),
            ({"issuer": None}, "of another issuer is answered 200"),
            ({"options": {"verify_exp": False}}, "expired is answered 200"),
            ({"options": {"verify_nbf": False}}, "not yet valid is answered 200"),
            ({"options": {"verify_signature": False}}, "unsigned (alg none) is answered 200"),
        ],
    )
    def test_a_site_that_forgets_something_is_found(self, ask: AskSite, less: dict[str, Any], said: str) -> None:
        assert is_red(ask("9.1.1", FORGED, _reads(**less)), said)

    def test_a_site_that_takes_unsigned_tokens_is_found(self, ask: AskSite) -> None:
        assert is_red(ask("9.1.1", FORGED, _takes_unsigned), "unsigned (alg none) is answered 200")

    def test_an_answer_of_another_kind_is_no_refusal(self, ask: AskSite) -> None:
        assert is_red(ask("9.1.1", FORGED, lambda _: Answer(404)), "answered 404", "7 more")

    def test_without_the_key_it_is_unknown(self, check: Check, site: str) -> None:
        assert check("9.1.1", FORGED, environ={"PUBLIC_URL": site}).state is State.UNKNOWN


class TestSessions:
    def test_ours_end(self, check_facts: CheckFacts, booted: Facts) -> None:
        assert is_green(check_facts("9.1.2", "sessions_end", booted))

    @pytest.mark.parametrize(("name", "seconds"), [("SESSION_IDLE_SECONDS", 3600), ("SESSION_ABSOLUTE_SECONDS", 86400)])
    def test_the_limit_passes_and_a_second_more_does_not(
        self, check_facts: Any, booted: Facts, name: str, seconds: int
    ) -> None:
        assert is_green(check_facts("9.1.2", "sessions_end", booted, environ={name: str(seconds)}))
        late = check_facts("9.1.2", "sessions_end", booted, environ={name: str(seconds + 1)})
        assert is_red(late, f"lasts {seconds + 1} seconds")

    @pytest.mark.parametrize("name", ["idle_seconds", "absolute_seconds"])
    def test_one_that_never_ends_fails(self, check_facts: CheckFacts, booted: Facts, name: str) -> None:
        facts = {**booted, "sign_in": {**booted["sign_in"], name: 0}}
        assert is_red(check_facts("9.1.2", "sessions_end", facts), "lasts 0 seconds")

    def test_ours_takes_no_planted_session(self, ask: AskSite) -> None:
        assert is_green(ask("9.1.2", PLANT))

    @pytest.mark.parametrize("path", ["/api/auth/check-auth", "/settings"])
    def test_a_site_that_opens_to_it_is_found(self, ask: AskSite, path: str) -> None:
        def respond(request: Request) -> Answer:
            return Answer(200 if request.path in {path, "/login"} else 401)

        assert is_red(ask("9.1.2", PLANT, respond), f"{path} answers 200")

    @pytest.mark.parametrize("status", [302, 303, 401])
    def test_a_page_may_send_away_or_refuse(self, ask: AskSite, status: int) -> None:
        statuses = {"/login": 200, "/settings": status, "/api/auth/check-auth": 401}
        result = ask("9.1.2", PLANT, lambda request: Answer(statuses[request.path]))
        assert is_green(result)
        assert result.finding.figures["addresses"] == 3

    @pytest.mark.parametrize(("path", "status"), [("/login", 500), ("/settings", 404), ("/api/auth/check-auth", 303)])
    def test_any_other_answer_is_named(self, ask: AskSite, path: str, status: int) -> None:
        statuses = {"/login": 200, "/settings": 303, "/api/auth/check-auth": 401, path: status}
        result = ask("9.1.2", PLANT, lambda request: Answer(statuses[request.path]))
        assert is_red(result, f"{path} answers {status} to a planted session")

    @pytest.mark.parametrize("name", ["__Host-session", "session"])
    def test_a_site_that_hands_it_out_is_found(self, ask: AskSite, name: str) -> None:
        def respond(request: Request) -> Answer:
            assert f"{name}={PLANTED}" in request.headers["Cookie"].split("; ")
            cookie = {"Set-Cookie": f"{name}={PLANTED}; Path=/"}
            return Answer(200, headers=cookie) if request.path == "/login" else Answer(401)

        assert is_red(ask("9.1.2", PLANT, respond), "/login hands a planted session out")

    def test_a_session_of_its_own_is_none_that_was_planted(self, ask: AskSite) -> None:
        def respond(request: Request) -> Answer:
            cookie = {"Set-Cookie": "session=fresh; Path=/"}
            return Answer(200 if request.path == "/login" else 401, headers=cookie)

        assert is_green(ask("9.1.2", PLANT, respond))


class TestPasswords:
    def changed(self, booted: Facts, **other: Any) -> Facts:
        return {**booted, "sign_in": {**booted["sign_in"], **other}}

    def test_ours_are_as_they_should_be(self, check_facts: CheckFacts, booted: Facts) -> None:
        assert is_green(check_facts("9.1.3", POLICY, booted, environ=LEAKS))

    def test_without_a_list_of_leaked_ones_it_warns(self, check_facts: CheckFacts, booted: Facts) -> None:
        result = check_facts("9.1.3", POLICY, booted)
        assert result.state is State.WARN
        assert "set PASSWORD_BREACHES_FILE or PASSWORD_RANGE_URL" in result.finding.detail

    @pytest.mark.parametrize(
        ("other", "said"),
        [
            ({"takes": ["15 small letters"]}, "64 characters are refused"),
            ({"takes": ["64 characters"]}, "15 small letters are refused"),
            ({"takes": ["15 small letters", "64 characters", "14 characters"]}, "14 characters: taken"),
            ({"takes": ["15 small letters", "64 characters", "a favourite, twice"]}, "a favourite, twice: taken"),
            ({"common": 2999}, "only 2999 common passwords"),
            ({"looks_up_leaks": False}, "a password that is in a file of leaked ones is taken"),
            ({"hash": "$argon2id$v=19$m=19455,t=2,p=1"}, "hashed by $argon2id$v=19$m=19455"),
            ({"hash": "$argon2id$v=19$m=19456,t=1,p=1"}, "hashed by"),
            ({"hash": "$argon2i$v=19$m=19456,t=2,p=1"}, "hashed by"),
        ],
    )
    def test_each_weakness_is_named(
        self, check_facts: CheckFacts, booted: Facts, other: dict[str, Any], said: str
    ) -> None:
        assert is_red(check_facts("9.1.3", POLICY, self.changed(booted, **other), environ=LEAKS), said)

    def test_exactly_three_thousand_are_enough(self, check_facts: CheckFacts, booted: Facts) -> None:
        assert is_green(check_facts("9.1.3", POLICY, self.changed(booted, common=3000), environ=LEAKS))

    def test_every_hash_we_make_is_strong(self, check: Check, scratch_database: Scratch) -> None:
        self.join(scratch_database, passwords.hashed("four unrelated blue words"))
        result = check("9.1.3", HASHES, environ={"DATABASE_URL": scratch_database.app})
        assert is_green(result)
        assert result.finding.figures["hashes"] == 1

    def test_nobody_there_is_no_pass(self, check: Check, scratch_database: Scratch) -> None:
        result = check("9.1.3", HASHES, environ={"DATABASE_URL": scratch_database.app})
        assert result.state is State.UNKNOWN
        assert "nobody has joined" in result.finding.detail

    def test_a_weak_hash_is_counted_and_not_shown(self, check: Check, scratch_database: Scratch) -> None:
        self.join(scratch_database, "$argon2id$v=19$m=1024,t=1,p=1$c2FsdHNhbHQ$aGFzaA")
        result = check("9.1.3", HASHES, environ={"DATABASE_URL": scratch_database.app})
        assert is_red(result, "1 of 1 hashes are too weak", "m=1024")
        assert "c2FsdHNhbHQ" not in result.finding.detail

    @staticmethod
    def join(database: Scratch, password_hash: str) -> None:
        """Somebody, in a database where nobody else is: other tests leave hashes of all kinds in theirs."""
        database.run(
            "INSERT INTO people (id, email, email_key, password_hash, first_name_sealed, last_name_sealed,"
            " session_version, terms_accepted_at, created_at) VALUES (gen_random_uuid(), 'a@example.com',"
            f" 'a@example.com', '{password_hash}', '', '', 1, now(), now())"
        )


@pytest.mark.parametrize("box_id", ["9.1.1", "9.1.2", "9.1.3", "9.1.4"])
class TestTheirTests:
    def test_a_green_run_of_this_commit_holds(self, check: Check, around: MakeSurroundings, box_id: str) -> None:
        record(around().home, box_id)
        assert is_green(check(box_id, "a_sound_record", stage=Stage.STAGING))

    def test_a_red_run_fails(self, check: Check, around: MakeSurroundings, box_id: str) -> None:
        record(around().home, box_id, exit_code=1)
        assert check(box_id, "a_sound_record", stage=Stage.STAGING).state is State.FAIL

    @pytest.mark.parametrize("old", [{"commit": OTHER_COMMIT}, {"at": NOW - timedelta(days=31)}])
    def test_an_old_run_is_stale(
        self, check: Check, around: MakeSurroundings, box_id: str, old: dict[str, Any]
    ) -> None:
        record(around().home, box_id, **old)
        assert check(box_id, "a_sound_record", stage=Stage.STAGING).state is State.STALE


def test_the_record_that_is_missing_says_how_to_make_it(check: Check) -> None:
    result = check("9.1.2", "a_sound_record", stage=Stage.STAGING)
    assert result.state is State.UNKNOWN
    assert f"mingus evidence run 9.1.2 -- {SESSION_TESTS}" in result.finding.detail
