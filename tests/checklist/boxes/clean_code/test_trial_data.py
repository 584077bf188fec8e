"""1.2: made-up people, leftovers, test keys and files of a run are found where they must not be."""

import pytest

from mingus.checklist.rules import Stage, State
from tests.checklist.conftest import Check, MakeTree, is_green, is_red
from tests.databases import Scratch
from tests.production import COMPLETE

PERSON = """
    WITH h AS (INSERT INTO households (id, name, created_at) VALUES (gen_random_uuid(), 'x', now()) RETURNING id)
    SELECT id FROM h
"""


def asked(scratch: Scratch, stage: Stage = Stage.PRODUCTION) -> dict[str, object]:
    return {"environ": {"DATABASE_URL": scratch.app}, "stage": stage}


class TestNobodyIsMadeUp:
    def test_an_empty_database_passes(self, check: Check, scratch_database: Scratch) -> None:
        assert is_green(check("1.2.1", **asked(scratch_database)))

    def test_a_household_of_a_programs_making_fails_in_production_and_warns_at_home(
        self, check: Check, scratch_database: Scratch
    ) -> None:
        scratch_database.run(
            "INSERT INTO households (id, name, time_zone, currency, is_demo, created_at)"
            " VALUES (gen_random_uuid(), 'Demonstration', 'UTC', 'USD', true, now())"
        )
        assert is_red(check("1.2.1", **asked(scratch_database)), "made by a program")
        at_home = check("1.2.1", **asked(scratch_database, Stage.LOCAL))
        assert at_home.state is State.WARN
        assert "refused in production" in at_home.finding.detail

    def test_a_database_that_does_not_answer_fails_in_words(self, check: Check) -> None:
        url = "postgresql://nobody@127.0.0.1:1/none"
        assert is_red(check("1.2.1", environ={"DATABASE_URL": url}), "does not let us in")

    def test_without_one_it_is_unknown(self, check: Check) -> None:
        assert check("1.2.1").state is State.UNKNOWN


class TestNothingIsLeftOver:
    def test_an_empty_database_passes(self, check: Check, scratch_database: Scratch) -> None:
        assert is_green(check("1.2.2", **asked(scratch_database)))

    def test_a_table_that_nobody_knows_is_named(self, check: Check, scratch_database: Scratch) -> None:
        scratch_database.run("CREATE TABLE public.scratchpad (id int)")
        assert is_red(check("1.2.2", **asked(scratch_database)), "nobody knows the table scratchpad")


class TestKeys:
    PART = "no_key_is_for_testing"

    def test_live_ones_pass(self, check: Check) -> None:
        assert is_green(check("1.2.3", self.PART, environ=COMPLETE))

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("STRIPE_SECRET_KEY", "sk_" + "test_abc"),
            ("STRIPE_PUBLISHABLE_KEY", "pk_" + "test_abc"),
            ("RESEND_API_KEY", "re_" + "test_abc"),
            ("PLAID_ENV", "sandbox"),
            ("TWILIO_ACCOUNT_SID", "AC" + "0" * 32),
        ],
    )
    def test_one_for_testing_is_named_and_not_shown(self, check: Check, name: str, value: str) -> None:
        result = check("1.2.3", self.PART, environ={**COMPLETE, name: value})
        assert is_red(result, f"{name} is for testing")

    def test_without_any_it_is_unknown_never_a_pass(self, check: Check) -> None:
        assert check("1.2.3", self.PART, environ={}).state is State.UNKNOWN


class TestFilesOfARun:
    IGNORE = "__pycache__/\n*.pyc\n.mingus/\n.venv/\nnode_modules/\n"

    def test_ours_are_clean(self, check: Check) -> None:
        assert is_green(check("1.2.4"))

    @pytest.mark.parametrize(
        "path",
        [
            "web.log",
            "mingus/a.pyc",
            "data.sqlite",
            "mingus.db",
            ".env",
            "dump-1.sql",
            "a.dump",
            "old.sqlite3",
            "tmp/a",
            "mingus/tmp/b",
        ],
    )
    def test_each_kind_is_named(self, check: Check, small_tree: MakeTree, path: str) -> None:
        tree = small_tree({path: "x", ".gitignore": self.IGNORE})
        assert is_red(check("1.2.4", tree=tree), f"{path} is left from a run")

    def test_a_database_may_be_tested_with(self, check: Check, small_tree: MakeTree) -> None:
        assert is_green(check("1.2.4", tree=small_tree({"tests/old.sqlite": "x", ".gitignore": self.IGNORE})))

    @pytest.mark.parametrize("line", ["__pycache__/", "*.pyc", ".mingus/", ".venv/", "node_modules/"])
    def test_what_git_is_not_told_to_pass_over_is_named(self, check: Check, small_tree: MakeTree, line: str) -> None:
        tree = small_tree({".gitignore": self.IGNORE.replace(f"{line}\n", "")})
        assert is_red(check("1.2.4", tree=tree), f".gitignore does not name {line}")
