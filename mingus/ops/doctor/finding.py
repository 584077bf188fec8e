"""What the doctor says about one part."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How bad it is."""

    OK = "ok"
    WARNING = "warning"
    PROBLEM = "problem"


@dataclass(frozen=True)
class Finding:
    """One part, how it is, and what to do about it: a command, or a sentence ('' when there is nothing to do)."""

    name: str
    state: State
    sentence: str
    remedy: str = ""


def ok(name: str, sentence: str) -> Finding:
    return Finding(name, State.OK, sentence)


def warning(name: str, sentence: str, remedy: str) -> Finding:
    return Finding(name, State.WARNING, sentence, remedy)


def problem(name: str, sentence: str, remedy: str) -> Finding:
    return Finding(name, State.PROBLEM, sentence, remedy)
