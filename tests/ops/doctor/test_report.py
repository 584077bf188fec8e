"""A table for people, lines for pipes, JSON for programs."""

import io
import json

import pytest
from rich.console import Console

from mingus.ops.doctor import Finding, State, report
from mingus.ops.doctor.finding import ok, problem, warning

WELL = [ok("Database", "PostgreSQL 18 answers")]
ILL = [*WELL, warning("Disk", "1.9 of 20 GB free", "make room soon"), problem("Worker", "is gone [red]", "mingus run")]


def shown(findings: list[Finding], *, terminal: bool) -> str:
    paper = io.StringIO()
    report.show(findings, Console(file=paper, force_terminal=terminal, color_system=None, width=80, highlight=False))
    return paper.getvalue()


def test_a_pipe_gets_one_line_for_each_part_and_a_verdict() -> None:
    assert shown(ILL, terminal=False).splitlines() == [
        "ok       Database: PostgreSQL 18 answers",
        "warning  Disk: 1.9 of 20 GB free -> make room soon",
        "problem  Worker: is gone [red] -> mingus run",
        "1 problem and 1 warning.",
    ]


def test_a_terminal_gets_signs_and_what_to_do_below() -> None:
    lines = [line.strip() for line in shown(ILL, terminal=True).splitlines()]
    assert any(line.startswith("✗ problem   Worker") and line.endswith("is gone [red]") for line in lines)
    assert "→ mingus run" in lines
    assert lines[-1] == "1 problem and 1 warning."


def test_a_program_gets_json() -> None:
    facts = json.loads(report.as_json(ILL))
    assert (facts["state"], len(facts["findings"])) == ("problem", 3)
    assert facts["findings"][2] == {
        "name": "Worker",
        "state": "problem",
        "sentence": "is gone [red]",
        "remedy": "mingus run",
    }


@pytest.mark.parametrize(
    ("findings", "state", "verdict"),
    [
        (WELL, State.OK, "Mingus is well."),
        (ILL[:2], State.WARNING, "1 warning."),
        (ILL + ILL, State.PROBLEM, "2 problems and 2 warnings."),
    ],
)
def test_the_verdict_is_the_worst_of_all(findings: list[Finding], state: State, verdict: str) -> None:
    assert (report.worst(findings), report.verdict(findings)) == (state, verdict)
