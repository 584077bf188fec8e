"""What a setting is in the end, and why Mingus would not start because of it."""

import pytest
from pydantic import TypeAdapter

from mingus.checklist.looking.environment import OFF, ON, effective, faults_of
from mingus.checklist.missing import Missing
from mingus.checklist.rules import Stage
from tests.checklist.conftest import MakeSurroundings
from tests.production import COMPLETE, REQUIRED


def test_the_environment_goes_before_the_files_and_these_before_the_default(around: MakeSurroundings) -> None:
    stage = around(environ={**REQUIRED, "LOG_LEVEL": "ERROR"}, stage=Stage.PRODUCTION)
    assert effective(stage, "LOG_LEVEL") == "ERROR"
    assert effective(stage, "TRUSTED_PROXIES") == "1"
    assert effective(stage, "PORT") == "8000"


def test_what_is_not_the_stage_s_environment_says_nothing(around: MakeSurroundings) -> None:
    with pytest.raises(Missing, match="FLASK_ENV"):
        effective(around(environ={"LOG_LEVEL": "ERROR"}, stage=Stage.STAGING), "LOG_LEVEL")
    assert effective(around(environ={"LOG_LEVEL": "ERROR"}), "LOG_LEVEL") == "ERROR"


def test_only_the_faults_of_what_was_asked_for_are_told(around: MakeSurroundings) -> None:
    wrong = {**COMPLETE, "DEBUG": "true", "SECRET_KEY": "short"}
    told = faults_of(around(environ=wrong, stage=Stage.PRODUCTION), "SECRET_KEY", "REDIS_URL")
    assert told == ["SECRET_KEY must have at least 32 characters"]


def test_a_stage_is_as_strict_as_it_is_whatever_flask_env_says(around: MakeSurroundings) -> None:
    wrong = {**COMPLETE, "FLASK_ENV": "development", "DEBUG": "true"}
    assert faults_of(around(environ=wrong), "DEBUG") == []
    assert faults_of(around(environ=wrong, stage=Stage.STAGING), "DEBUG") == ["DEBUG must be false in staging"]


def test_the_words_for_on_and_off_are_those_that_settings_take() -> None:
    flag = TypeAdapter(bool)
    assert all(flag.validate_python(word) is True for word in ON)
    assert all(flag.validate_python(word) is False for word in OFF)
    assert {"true", "1", "yes", "on", "t", "y"} == ON
    assert {"false", "0", "no", "off", "f", "n"} == OFF
