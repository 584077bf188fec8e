"""What the loader refuses is tried one by one, and each refusal names its setting and no value."""

from mingus.core.settings import SCHEMA
from mingus.core.settings.refusals import NONSENSE, UNSAFE, empty, refusals, unsafe
from tests.production import COMPLETE, REQUIRED


def test_each_required_setting_is_tried_missing_and_malformed() -> None:
    tried = refusals(COMPLETE)
    required = {setting.name for setting in SCHEMA if "production" in setting.required_in}
    assert {(case["name"], case["how"]) for case in tried} == {
        (name, how) for name in required for how in ("missing", "malformed")
    }
    assert required == set(REQUIRED)


def test_each_refusal_ends_with_78_names_its_setting_and_repeats_no_value() -> None:
    for case in [case for case in refusals(COMPLETE) if case["name"] != "FLASK_ENV"]:
        assert case["exit_code"] == 78
        assert f"  {case['name']}: " in case["words"]
        assert NONSENSE not in case["words"]


def test_every_unsafe_value_is_refused_by_name() -> None:
    tried = unsafe(COMPLETE)
    assert [(case["name"], case["value"]) for case in tried] == list(UNSAFE)
    assert all(case["exit_code"] == 78 and f"  {case['name']}: " in case["words"] for case in tried)


def test_what_a_lenient_environment_takes_is_told_too() -> None:
    taken = [case for case in unsafe({**COMPLETE, "FLASK_ENV": "development"}) if case["exit_code"] == 0]
    assert [(case["name"], case["words"]) for case in taken[:2]] == [("DEBUG", ""), ("FLASK_DEBUG", "")]


def test_an_empty_environment_is_refused_with_all_it_lacks() -> None:
    found = empty(COMPLETE)
    assert found["exit_code"] == 78
    assert set(found["required"]) == set(REQUIRED) - {"FLASK_ENV"}
    assert all(f"  {name}: is not set" in found["words"] for name in found["required"])
