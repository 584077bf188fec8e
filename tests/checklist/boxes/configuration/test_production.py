"""2.4: production's values, connections, logs and errors: ours, and each of them broken in one place."""

from typing import Any

import pytest

from mingus.checklist.boxes.configuration import production
from mingus.checklist.looking.memory import Memory
from mingus.checklist.looking.rehearsal import Rehearsal
from mingus.checklist.rules import Stage, State
from tests.checklist.boxes.configuration.conftest import Booted, Facts
from tests.checklist.conftest import ROOT, Check, MakeSurroundings, MakeTree, is_green, is_red
from tests.databases import Scratch
from tests.production import COMPLETE

VALUES = production.VALUES
SAID = '{"ts": "2026-11-25T12:00:00Z", "level": "info", "event": "import read"}'


class TestValues:
    part = "production_has_its_values"

    def test_ours_has_all(self, check: Check) -> None:
        result = check("2.4.1", self.part)
        assert is_green(result)
        assert int(result.finding.figures["looked_at"]) > 20

    @pytest.mark.parametrize("name", ["LOG_LEVEL", "DATABASE_LOCK_TIMEOUT_SECONDS", "SESSION_COOKIE_SAMESITE"])
    def test_a_setting_without_a_value_is_named(self, check: Check, small_tree: MakeTree, name: str) -> None:
        ours = (ROOT / VALUES).read_text().splitlines()
        tree = small_tree({VALUES: "\n".join(line for line in ours if not line.startswith(f"{name} ="))})
        result = check("2.4.1", self.part, tree=tree)
        assert is_red(result, f"{name} has no value in {VALUES}")
        assert result.finding.figures["faults"] == 1

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("import os\n", f"{VALUES} holds more than plain values, line 1"),
            ('SECRET_KEY = "a"\n', f"{VALUES} holds SECRET_KEY, which is secret"),
            ("NO_SETTING = 1\n", f"{VALUES} names NO_SETTING"),
            ("DEBUG = \n", f"{VALUES} can't be read, line 1"),
            (None, f"{VALUES} can't be read"),
        ],
    )
    def test_what_is_no_file_of_values_is_named(
        self, check: Check, small_tree: MakeTree, text: str | None, words: str
    ) -> None:
        tree = small_tree({} if text is None else {VALUES: text})
        assert is_red(check("2.4.1", self.part, tree=tree), words)


class TestBoot:
    part = production.it_boots_or_names_what_is_missing

    def test_ours_boots_and_names_all(self, with_facts: Booted) -> None:
        assert self.part.look(with_facts()).state is State.PASS

    def test_one_that_does_not_boot_fails(self, check: Check, around: MakeSurroundings) -> None:
        broken = around(memory=Memory())
        broken.once("rehearsal", lambda: Rehearsal(1, "RuntimeError: broken"))
        result = check("2.4.1", self.part.name, memory=broken.memory)
        assert is_red(result, "does not boot", "RuntimeError: broken")

    @pytest.mark.parametrize(
        ("change", "fault"),
        [
            ({"exit_code": 0}, "an empty environment ends with exit code 0, not 78"),
            ({"exit_code": 1}, "an empty environment ends with exit code 1, not 78"),
            ({"required": []}, "production requires nothing of its environment"),
            ({"words": "REDIS_URL: is not set"}, "the refusal does not name SECRET_KEY"),
        ],
    )
    def test_a_refusal_that_says_less_is_named(self, change: dict[str, Any], fault: str) -> None:
        found = {"exit_code": 78, "required": ["SECRET_KEY", "REDIS_URL"], "words": "SECRET_KEY: REDIS_URL: "}
        assert production.empty_faults(found) == []
        assert production.empty_faults({**found, **change}) == [fault]


class TestPool:
    def test_ours_is_bounded(self, with_facts: Booted) -> None:
        finding = production.connections_are_limited.look(with_facts())
        assert finding.state is State.PASS
        assert "5 connections, renewed after 300 s" in finding.detail

    @pytest.mark.parametrize(
        ("change", "faults"),
        [
            ({"kind": "NullPool"}, ["connections are kept by a NullPool"]),
            ({"recycle_seconds": -1}, ["connections are renewed after -1 seconds"]),
            ({"recycle_seconds": 0}, ["connections are renewed after 0 seconds"]),
            ({"recycle_seconds": 3601}, ["connections are renewed after 3601 seconds"]),
            ({"recycle_seconds": 1}, []),
            ({"recycle_seconds": 3600}, []),
            ({"connect_seconds": 0}, ["connecting may take 0 seconds"]),
            ({"connect_seconds": 11}, ["connecting may take 11 seconds"]),
            ({"connect_seconds": 1}, []),
            ({"connect_seconds": 10}, []),
            ({"overflow": 1}, ["the pool may grow beyond its size"]),
            ({"overflow": -1}, ["the pool may grow beyond its size"]),
            ({"options": ""}, [f"{name} is not set" for name in production.LIMITS]),
            (
                {"options": "-c statement_timeout=0s -c lock_timeout=10s -c idle_in_transaction_session_timeout=60s"},
                ["statement_timeout is not set"],
            ),
        ],
    )
    def test_what_has_no_end_is_named(self, facts: Facts, change: dict[str, Any], faults: list[str]) -> None:
        assert production.pool_faults({**facts["pool"], **change}) == faults

    def test_a_fault_of_the_pool_is_the_box_s(self, with_facts: Booted) -> None:
        finding = production.connections_are_limited.look(with_facts(lambda facts: facts["pool"].update(overflow=5)))
        assert (finding.state, finding.detail) == (State.FAIL, "the pool may grow beyond its size")


class TestDeadConnections:
    part = "a_dead_connection_is_replaced"

    def test_ours_are(self, check: Check) -> None:
        assert is_green(check("2.4.2", self.part))

    @pytest.mark.parametrize(
        "code",
        [
            "def begin(): connection.exec_driver_sql('BEGIN')",
            "try:\n    begin()\nexcept OSError as error:\n    if error.connection_invalidated:\n        raise",
            "try:\n    begin()\nexcept OSError:\n    connection.exec_driver_sql('BEGIN')",
        ],
    )
    def test_code_that_gives_up_is_named(self, check: Check, small_tree: MakeTree, code: str) -> None:
        tree = small_tree({production.DATABASE_CODE: code})
        assert is_red(check("2.4.2", self.part, tree=tree), "does not begin anew")


class TestAnswer:
    def test_a_database_that_is_there_answers(self, check: Check, scratch_database: Scratch) -> None:
        environ = {"DATABASE_URL": scratch_database.app}
        assert is_green(check("2.4.2", "a_question_is_answered_at_once", environ=environ))

    def test_nobody_there_fails(self, check: Check) -> None:
        environ = {"DATABASE_URL": "postgresql://mingus@127.0.0.1:1/mingus"}
        assert is_red(check("2.4.2", "a_question_is_answered_at_once", environ=environ), "does not let us in")

    def test_a_second_is_too_long_and_less_is_not(self) -> None:
        assert production.answer_faults(1.0) == ["SELECT 1 took 1.0 seconds"]
        assert production.answer_faults(0.999) == []


class TestLogs:
    def test_ours_are_json_on_stdout_without_the_secret(self, with_facts: Booted) -> None:
        finding = production.logs_are_for_production.look(with_facts())
        assert finding.state is State.PASS, finding.detail
        assert int(finding.figures["lines"]) >= 4

    @pytest.mark.parametrize(
        ("change", "fault"),
        [
            ({"own_level": "DEBUG"}, "our own logs start at DEBUG, not INFO"),
            ({"own_level": "WARNING"}, "our own logs start at WARNING, not INFO"),
            ({"own_stream": "<stderr>"}, "our own logs do not go to stdout"),
            ({"handlers": []}, "libraries' logs go nowhere"),
            ({"handlers": ["StreamHandler:<stdout>", "FileHandler:"]}, "logs go to FileHandler:"),
            ({"handlers": ["StreamHandler:<stderr>"]}, "logs go to StreamHandler:<stderr>"),
            ({"first": "add_log_level"}, "secrets are not removed first"),
        ],
    )
    def test_another_way_is_named(self, facts: Facts, change: dict[str, Any], fault: str) -> None:
        assert production.log_faults(facts["log"]) == []
        assert production.log_faults({**facts["log"], **change}) == [fault]

    @pytest.mark.parametrize(
        ("lines", "fault"),
        [
            ([], "nothing is logged at all"),
            ([SAID, SAID.replace("read", "canary-3")], "a secret stands in a log line"),
            (["hello"], "a log line is not JSON with event and level"),
            (["[]"], "a log line is not JSON with event and level"),
            ([SAID.replace("level", "mood"), SAID], "a log line is not JSON with event and level"),
        ],
    )
    def test_a_line_that_is_none_or_tells_is_named(self, lines: list[str], fault: str) -> None:
        assert production.line_faults([SAID]) == []
        assert production.line_faults(lines) == [fault]

    def test_faults_of_both_are_the_box_s(self, with_facts: Booted) -> None:
        finding = production.logs_are_for_production.look(
            with_facts(lambda facts: (facts["said"].append("x"), facts["log"].update(first="")))
        )
        assert finding.state is State.FAIL
        assert "removed first; a log line is not JSON" in finding.detail

    @pytest.mark.parametrize("stage", list(Stage))
    def test_debug_lines_are_for_nobody_but_developers(self, with_facts: Booted, stage: Stage) -> None:
        around = with_facts(environ={**COMPLETE, "LOG_LEVEL": "DEBUG"}, stage=stage)
        finding = production.logs_are_for_production.look(around)
        assert (finding.state is State.FAIL) is (stage is not Stage.LOCAL)
        assert ("LOG_LEVEL is DEBUG at this stage" in finding.detail) is (stage is not Stage.LOCAL)


class TestErrors:
    def test_ours_are_answered(self, with_facts: Booted) -> None:
        assert production.every_error_has_an_answer.look(with_facts()).state is State.PASS

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            (lambda facts: facts["handled"].remove(413), "nothing answers 413"),
            (lambda facts: facts["handled_classes"].remove("Exception"), "nothing answers an unforeseen error"),
        ],
    )
    def test_what_nobody_answers_is_named(self, with_facts: Booted, change: Any, words: str) -> None:
        finding = production.every_error_has_an_answer.look(with_facts(change))
        assert (finding.state, finding.detail) == (State.FAIL, words)

    def test_an_address_for_reports_is_read(self, check: Check) -> None:
        part = "reports_of_errors_have_an_address"
        assert is_green(check("2.4.4", part, environ=COMPLETE))
        assert is_red(
            check("2.4.4", part, environ={**COMPLETE, "SENTRY_DSN": "https://errors.test"}), "SENTRY_DSN must"
        )
        assert check("2.4.4", part, environ={}).state is State.UNKNOWN

    def test_reports_themselves_are_not_built(self, check: Check) -> None:
        assert check("2.4.4", "what_is_not_there").finding.detail.startswith("not built: reports of errors")
