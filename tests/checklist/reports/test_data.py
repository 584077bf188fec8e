"""Results for programs: whole objects, and XML that a parser takes."""

from dataclasses import replace
from xml.etree import ElementTree as ET

from mingus.checklist.reports import data
from mingus.checklist.rules import State
from tests.checklist.results import DETAIL, every_state


def test_an_object_says_all_of_a_box() -> None:
    first = data.as_objects(every_state())[0]
    assert set(first) == {
        "id",
        "title",
        "kind",
        "state",
        "detail",
        "figures",
        "fix",
        "section",
        "blocker",
        "parts",
    }
    assert (first["id"], first["state"], first["detail"]) == ("1.1.1", "pass", DETAIL)
    assert first["figures"] == {"things": 3}
    assert first["parts"] == [{"kind": "S", "name": "a_look", "state": "pass", "detail": DETAIL}]


def test_junit_is_xml_whatever_a_detail_holds() -> None:
    text = data.as_junit(every_state())
    assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>')
    root = ET.fromstring(text)  # noqa: S314 - we wrote it
    assert root.get("tests") == "7"
    assert [suite.get("tests") for suite in root] == ["3", "4"]
    assert "�" in text
    assert "\x01" not in text


def test_each_case_ends_as_its_state_does() -> None:
    root = ET.fromstring(data.as_junit(every_state()))  # noqa: S314 - we wrote it
    ends = {case.get("name", "").split(" ")[0]: case[0].tag for case in root.iter("testcase")}
    assert ends == {
        "1.1.1": "system-out",
        "1.1.2": "failure",
        "1.1.3": "system-out",
        "2.1.1": "error",
        "2.1.2": "error",
        "2.1.3": "system-out",
        "2.2.4": "skipped",
    }
    suites = [(suite.get("failures"), suite.get("errors"), suite.get("skipped")) for suite in root]
    assert suites == [("1", "0", "0"), ("0", "2", "1")]
    assert {case.get("time") for case in root.iter("testcase")} == {"0.250"}


def test_an_unknown_that_blocks_nothing_is_skipped() -> None:
    results = [replace(each, box=replace(each.box, blocker=False)) for each in every_state()]
    root = ET.fromstring(data.as_junit(results))  # noqa: S314 - we wrote it
    unknown = next(case for case in root.iter("testcase") if case.get("name", "").startswith("2.1.1"))
    assert unknown[0].tag == "skipped"
    assert unknown[0].get("message", "").startswith(State.UNKNOWN.value)
