"""9.1.4: codes that last too long, operators without a factor, second steps that open by themselves."""

from typing import Any

import pytest

from mingus.checklist.rules import State
from tests.checklist.boxes.hardening.conftest import AskSite, CheckFacts, Facts
from tests.checklist.conftest import Check, is_green, is_red
from tests.databases import Scratch
from tests.servers.http import Answer, Request

CODES = "codes_are_short_lived_and_rarely_tried"
OPERATORS = "no_operator_is_without_one"
STEP = "the_second_step_opens_to_nobody_alone"
SOMEBODY = "00000000-0000-4000-8000-00000000000"


class TestCodes:
    def test_ours_are_taken_for_a_minute_and_a_half_and_five_times(
        self, check_facts: CheckFacts, booted: Facts
    ) -> None:
        assert booted["second_factor"] == {"tries": 5, "locked_seconds": 900, "takes_steps": [-1, 0, 1]}
        assert is_green(check_facts("9.1.4", CODES, booted))

    @pytest.mark.parametrize(
        ("other", "said"),
        [
            ({"takes_steps": [-2, -1, 0, 1]}, "a code of -2 steps aside is taken"),
            ({"takes_steps": [-1, 0, 1, 2]}, "a code of 2 steps aside is taken"),
            ({"takes_steps": [-1, 1]}, "the code of this moment is refused"),
            ({"tries": 6}, "6 wrong codes are let through"),
            ({"tries": 0}, "0 wrong codes are let through"),
            ({"locked_seconds": 899}, "open again after 899 seconds"),
        ],
    )
    def test_each_weakness_is_named(
        self, check_facts: CheckFacts, booted: Facts, other: dict[str, Any], said: str
    ) -> None:
        facts = {**booted, "second_factor": {**booted["second_factor"], **other}}
        assert is_red(check_facts("9.1.4", CODES, facts), said)


class TestOperators:
    def looked(self, check: Check, scratch: Scratch) -> Any:
        return check("9.1.4", OPERATORS, environ={"DATABASE_URL": scratch.app})

    def test_none_at_all_is_none_without(self, check: Check, scratch_database: Scratch) -> None:
        result = self.looked(check, scratch_database)
        assert is_green(result)
        assert result.finding.figures["operators"] == 0

    def test_one_without_is_counted_until_there_is_a_confirmed_one(
        self, check: Check, scratch_database: Scratch
    ) -> None:
        for number in (1, 2):
            scratch_database.run(
                "INSERT INTO people (id, email, email_key, password_hash, first_name_sealed, last_name_sealed,"
                f" session_version, terms_accepted_at, created_at) VALUES ('{SOMEBODY}{number}',"
                f" '{number}@example.com', '{number}@example.com', '', '', '', 1, now(), now())",
                f"INSERT INTO operators VALUES ('{SOMEBODY}{number}', 'support', now())",
            )
        assert is_red(self.looked(check, scratch_database), "2 of 2 operators have no second factor")
        scratch_database.run(
            "INSERT INTO passkeys (id, person_id, name, credential_id, public_key, sign_count, transports, created_at)"
            f" VALUES (gen_random_uuid(), '{SOMEBODY}1', 'Phone', 'a', 'b', 0, '', now())",
            "INSERT INTO authenticator_apps (id, person_id, name, secret_sealed, last_counter, created_at)"
            f" VALUES (gen_random_uuid(), '{SOMEBODY}2', 'App', 'sealed', 0, now())",
        )
        assert is_red(self.looked(check, scratch_database), "1 of 2 operators have no second factor")
        scratch_database.run("UPDATE authenticator_apps SET confirmed_at = now()")
        assert is_green(self.looked(check, scratch_database))


class TestSecondStep:
    def test_ours_opens_to_nobody(self, ask: AskSite) -> None:
        result = ask("9.1.4", STEP)
        assert is_green(result)
        assert result.finding.figures["asked"] == 4

    @pytest.mark.parametrize(
        ("field", "said"),
        [
            (b'"code"', "a made-up first step is answered 200; no first step is answered 200"),
            (b'"pending_token":""', "no first step is answered 200"),
            (b'"credential"', "a passkey that says nothing is answered 200"),
        ],
    )
    def test_one_that_opens_is_named(self, ask: AskSite, field: bytes, said: str) -> None:
        def respond(request: Request) -> Answer:
            return Answer(200 if field in request.body else 401)

        assert is_red(ask("9.1.4", STEP, respond), said)

    def test_one_that_breaks_is_no_refusal(self, ask: AskSite) -> None:
        assert is_red(ask("9.1.4", STEP, lambda _: Answer(500)), "answered 500")


def test_without_a_database_it_is_unknown(check: Check) -> None:
    assert check("9.1.4", OPERATORS).state is State.UNKNOWN
