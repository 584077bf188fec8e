"""What a box may be, and how the states of parts, boxes and groups add up. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Figures = Mapping[str, int | str | bool]


class State(StrEnum):
    """`fail` means built and wrong; what is not built, not reachable or not proven yet is `unknown`."""

    PASS = "pass"  # noqa: S105 - a state, no password
    FAIL = "fail"
    WARN = "warn"
    NOT_APPLICABLE = "n/a"
    UNKNOWN = "unknown"
    STALE = "stale"
    WAIVED = "waived"


class Kind(StrEnum):
    """What a part looks at. The letters are those of the specification's table."""

    STATIC = "S"
    CONFIGURATION = "E"
    DATABASE = "D"
    REDIS = "R"
    LIVE = "L"
    DIGITALOCEAN = "O"
    VENDOR = "V"
    EVIDENCE = "T"
    ATTESTATION = "A"
    ROLL_UP = "roll-up"


class Stage(StrEnum):
    """Where a Mingus lives that somebody asks about."""

    LOCAL = "local"
    STAGING = "staging"
    PRODUCTION = "production"


EVERYWHERE = frozenset(Stage)
DEPLOYED = frozenset({Stage.STAGING, Stage.PRODUCTION})
IN_PRODUCTION = frozenset({Stage.PRODUCTION})

ASKS_OUTSIDE = frozenset({Kind.LIVE, Kind.DIGITALOCEAN, Kind.VENDOR})
"""Kinds that need a network beyond database and Redis: `--offline` leaves them out."""

HOLDS_UP = frozenset({State.FAIL, State.UNKNOWN, State.STALE})
"""States of a blocker that forbid going live."""

_WORST_FIRST = (State.FAIL, State.STALE, State.UNKNOWN, State.WARN, State.WAIVED, State.PASS)


@dataclass(frozen=True)
class Finding:
    """What one look found: a state, a sentence for a person, and figures for a machine."""

    state: State
    detail: str
    figures: Figures = field(default_factory=dict)


def passed(detail: str, **figures: int | str) -> Finding:
    return Finding(State.PASS, detail, figures)


def failed(detail: str, **figures: int | str) -> Finding:
    return Finding(State.FAIL, detail, figures)


def warned(detail: str, **figures: int | str) -> Finding:
    return Finding(State.WARN, detail, figures)


def unknown(detail: str, **figures: int | str) -> Finding:
    return Finding(State.UNKNOWN, detail, figures)


def not_built(what: str) -> Finding:
    """For what the specification asks for and Mingus does not have yet."""
    return Finding(State.UNKNOWN, f"not built: {what}")


def not_applicable(reason: str) -> Finding:
    return Finding(State.NOT_APPLICABLE, reason)


def judged(faults: Iterable[str], otherwise: str, **figures: int | str) -> Finding:
    """A fail that names up to five faults and counts the rest, or a pass that says what was looked at."""
    found = list(faults)
    if not found:
        return passed(otherwise, **figures)
    more = f" … and {len(found) - 5} more" if len(found) > 5 else ""
    return failed("; ".join(found[:5]) + more, **{**figures, "faults": len(found)})


def looked_at(number: int, faults: Iterable[str], otherwise: str, **figures: int | str) -> Finding:
    """Like `judged`, for a look at a number of things; to have found nothing to look at is a fault too."""
    return judged(faults if number else ["there was nothing to look at"], otherwise, **{"looked_at": number, **figures})


def all_of(findings: Iterable[Finding]) -> Finding:
    """The worst of them (fail, stale, unknown, warn, pass); parts that do not apply have no say."""
    return _join(list(findings), _WORST_FIRST)


def any_of(findings: Iterable[Finding]) -> Finding:
    """The best of them."""
    return _join(list(findings), tuple(reversed(_WORST_FIRST)))


def worst(states: Iterable[State]) -> State:
    """The state of a group or of a box that rolls others up; of nothing that applies, n/a."""
    found = set(states)
    return next((state for state in _WORST_FIRST if state in found), State.NOT_APPLICABLE)


def _join(findings: list[Finding], order: tuple[State, ...]) -> Finding:
    states = {finding.state for finding in findings}
    state = next((state for state in order if state in states), State.NOT_APPLICABLE)
    told = [finding for finding in findings if finding.state is state]
    figures = {name: value for finding in findings for name, value in finding.figures.items()}
    return Finding(state, " · ".join(dict.fromkeys(finding.detail for finding in told)), figures)
