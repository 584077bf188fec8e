"""No line of the log names a person, an address, an amount or a token: held against what each test logs.

A test whose lines carry any of it fails, whatever it was about. Servers that tests start as processes of their own
write to files; `tests/abuse/test_A28_logs.py` reads those.
"""

import re
from collections.abc import Generator, Iterator
from typing import Final

import pytest

TELLING: Final = {
    "an address": re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+\.[A-Za-z]{2,}"),
    "a token": re.compile(r"\bmg_[a-z]+_[A-Za-z0-9_-]{20,}|\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}|\$argon2"),
    "an amount": re.compile(r"[$€£]\s?\d|(?<![\d.:T-])-?\d{1,3}(?:,\d{3})*\.\d\d(?![\d:Z])(?=[\s\"'])"),
    "a name": re.compile(r"\b(?:Alice|Bob|Carol|Doe)\b"),
}
LINE: Final = re.compile(r"^\{.*\"event\": ?\".*\}$", re.MULTILINE)
FIGURES: Final = re.compile(r"\"\w*(?:seconds|_ms|duration\w*)\": ?[\d.]+")


def faults(said: str) -> Iterator[str]:
    """What is told by the log lines within `said`, one sentence each, without repeating it."""
    for line in LINE.findall(said):
        plain = FIGURES.sub("", line)
        event = re.search(r"\"event\": ?\"([^\"]*)\"", line)
        for what, pattern in TELLING.items():
            if pattern.search(plain):
                yield f"the line “{event[1] if event else ''}” tells {what}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(call: pytest.CallInfo[None]) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail a test that passed but whose log tells what it must not."""
    report = yield
    if report.passed:
        said = "\n".join(text for title, text in report.sections if call.when in title)
        if found := sorted(set(faults(said))):
            report.outcome = "failed"
            report.longrepr = "\n".join(["The log of this test:", *found, said])
    return report
