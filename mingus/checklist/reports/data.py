"""Results for programs: JSON, and JUnit's XML for build servers."""

import re
from collections.abc import Sequence
from typing import Any
from xml.etree import ElementTree as ET  # we only write it

from mingus.checklist.catalogue import section_of
from mingus.checklist.reports.tally import chapters
from mingus.checklist.rules import State
from mingus.checklist.service import Result

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_objects(results: Sequence[Result]) -> list[dict[str, Any]]:
    """One object per box: id, title, kind, state, detail, figures, fix; and section, blocker, parts."""
    return [
        {
            "id": result.box.id,
            "title": result.box.title,
            "kind": result.box.kind,
            "state": result.state.value,
            "detail": result.finding.detail,
            "figures": dict(result.finding.figures),
            "fix": result.box.fix,
            "section": section_of(result.box.id).title,
            "blocker": result.box.blocker,
            "parts": [
                {"kind": part.kind.value, "name": part.name, "state": finding.state.value, "detail": finding.detail}
                for part, finding in result.parts
            ],
        }
        for result in results
    ]


def as_junit(results: Sequence[Result]) -> str:
    """One suite per section, one case per box. Fail is a failure, unknown and stale of a blocker an error."""
    root = ET.Element("testsuites", name="mingus checklist", tests=str(len(results)))
    for chapter in chapters(results):
        suite = ET.SubElement(root, "testsuite", name=chapter.section.title, tests=str(len(chapter.results)))
        for result in chapter.results:
            _case(suite, result)
        suite.set("failures", str(len(suite.findall("*/failure"))))
        suite.set("errors", str(len(suite.findall("*/error"))))
        suite.set("skipped", str(len(suite.findall("*/skipped"))))
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _case(suite: ET.Element, result: Result) -> None:
    name = f"{result.box.id} {result.box.title}"
    case = ET.SubElement(suite, "testcase", classname="checklist", name=name, time=f"{result.seconds:.3f}")
    tag = {State.PASS: "", State.WARN: "", State.WAIVED: "", State.FAIL: "failure"}.get(result.state)
    if tag is None:
        tag = "error" if result.holds_up else "skipped"
    words = _NOT_IN_XML.sub("�", f"{result.state.value}: {result.finding.detail}")
    if tag:
        ET.SubElement(case, tag, message=words)
    else:
        ET.SubElement(case, "system-out").text = words
