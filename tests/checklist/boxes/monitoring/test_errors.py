"""13.2: where errors go, how much is measured, and that logs go to standard output."""

import pytest

from mingus.checklist.boxes.monitoring import errors
from mingus.checklist.rules import Stage, State
from tests.checklist.conftest import Check, MakeSurroundings, is_green, is_red
from tests.checklist.proofs import HEAD, record
from tests.production import COMPLETE

DSN, RATE, LOGS = "errors_have_somewhere_to_go", "a_part_of_requests_is_measured", "logs_go_to_stdout"
RIGHT = {**COMPLETE, "GIT_SHA": HEAD}


class TestDsn:
    def test_a_whole_environment_passes(self, check: Check) -> None:
        result = check("13.2.1", DSN, environ=RIGHT, stage=Stage.PRODUCTION)
        assert is_green(result)
        assert result.finding.detail.endswith(f"as production at {HEAD[:12]}")

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"SENTRY_DSN": "https://errors.example/1"}, "SENTRY_DSN must"),
            ({"SENTRY_DSN": "http://key@errors.example/1"}, "does not begin with https://"),
            ({"FLASK_ENV": "staging"}, "FLASK_ENV is staging, and reports would not name production"),
            ({"FLASK_ENV": ""}, "FLASK_ENV is not set"),
            ({"GIT_SHA": ""}, "GIT_SHA is not set"),
            ({"GIT_SHA": "f" * 40}, "GIT_SHA is ffffffffffff, and reports would not name " + HEAD[:12]),
        ],
    )
    def test_each_fault_is_named_and_the_key_is_not(self, check: Check, change: dict[str, str], words: str) -> None:
        result = check("13.2.1", DSN, environ={**RIGHT, **change}, stage=Stage.PRODUCTION)
        assert is_red(result, words)
        assert COMPLETE["SENTRY_DSN"] not in result.finding.detail

    def test_the_beginning_of_the_commit_will_do(self, check: Check) -> None:
        environ = {**RIGHT, "GIT_SHA": HEAD[:7]}
        assert is_green(check("13.2.1", DSN, environ=environ, stage=Stage.PRODUCTION))

    def test_without_a_dsn_it_is_unknown(self, check: Check) -> None:
        assert check("13.2.1", DSN, environ={**RIGHT, "SENTRY_DSN": ""}).state is State.UNKNOWN

    def test_a_stage_of_ones_own_may_call_itself_anything(self) -> None:
        assert errors.misnamed("development", Stage.LOCAL) == []
        assert errors.misnamed("staging", Stage.STAGING) == []


class TestRate:
    @pytest.mark.parametrize("rate", ["0.2", "0.05", "0.0001"])
    def test_up_to_a_fifth_passes(self, check: Check, rate: str) -> None:
        assert is_green(check("13.2.3", RATE, environ={**RIGHT, "SENTRY_TRACES_SAMPLE_RATE": rate}))

    @pytest.mark.parametrize("rate", ["0", "0.21", "1", "-0.1", "some", "nan"])
    def test_none_too_much_and_no_number_fail(self, check: Check, rate: str) -> None:
        result = check("13.2.3", RATE, environ={**RIGHT, "SENTRY_TRACES_SAMPLE_RATE": rate})
        assert is_red(result, f"SENTRY_TRACES_SAMPLE_RATE is {rate}")

    def test_what_stands_when_nothing_is_said_passes(self, check: Check) -> None:
        assert is_green(check("13.2.3", RATE, environ=RIGHT))

    def test_without_a_dsn_nothing_is_measured(self, check: Check) -> None:
        assert check("13.2.3", RATE).state is State.UNKNOWN


class TestLogs:
    def test_ours_go_to_standard_output(self, check: Check) -> None:
        assert is_green(check("13.2.4", LOGS))

    @pytest.mark.parametrize(
        ("handlers", "words"),
        [
            ([], ["nothing is logged at all"]),
            (["FileHandler:/var/log/x"], ["FileHandler:/var/log/x does not write to standard output"]),
            ([errors.STDOUT, "StreamHandler:<stderr>"], ["StreamHandler:<stderr> does not write to standard output"]),
        ],
    )
    def test_what_goes_astray_is_named(self, handlers: list[str], words: list[str]) -> None:
        assert errors.astray(handlers) == words


class TestRules:
    def test_a_statement_is_enough(self, check: Check, around: MakeSurroundings) -> None:
        assert check("13.2.2").state is State.UNKNOWN
        record(around().home, "13.2.2", kind="attestation")
        assert is_green(check("13.2.2"))


@pytest.mark.parametrize("box_id", ["13.2.1", "13.2.2", "13.2.3", "13.2.4"])
def test_none_passes_without_keys_and_evidence(check: Check, box_id: str) -> None:
    assert check(box_id).state is State.UNKNOWN
