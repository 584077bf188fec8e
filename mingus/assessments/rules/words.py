"""What an outcome means, in sentences: how sure it is, what helped, what cost, what changed. Pure; it never blames."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from mingus.assessments.rules.answering import Answers, Lists
from mingus.assessments.rules.definition import Band, Definition
from mingus.assessments.rules.questions import Exact, Measure, Multiple, NextStep, Number, Question, Scale, Single
from mingus.assessments.rules.scoring import Counted, Outcome, measured

MOST: Final = 3
GOOD, LOW = 70, 60  # points from which something helped, and up to which it cost
LOW_SECTION: Final = 60  # the score that opens the next level of the library

_BEFORE: Final = {"dollars": "$"}
_AFTER: Final = {"percent": "%", "months": " months", "years": " years"}


def helped(outcome: Outcome) -> list[Counted]:
    """What gave most, the most first."""
    good = [one for one in outcome.counted if one.was_asked and one.points >= GOOD]
    return sorted(good, key=lambda one: -one.given)[:MOST]


def cost(outcome: Outcome) -> list[Counted]:
    """What withheld most, the most first."""
    low = [one for one in outcome.counted if one.was_asked and one.points <= LOW]
    return sorted(low, key=lambda one: -one.withheld)[:MOST]


def margin(outcome: Outcome) -> str:
    """How far one answer carries."""
    if outcome.low == outcome.high:
        return f"One answer more or less would not move it from {outcome.score}."
    return (
        f"If a single answer had been one step off, the score would read between {outcome.low} and {outcome.high}."
        " Read it as a range."
    )


def steps(definition: Definition, outcome: Outcome) -> list[NextStep]:
    """What to do next: first what the costliest answers ask for, then the lowest part, then the band; each once."""
    low = [s for s in definition.sections if outcome.sub_scores[s.key] < LOW_SECTION]
    lowest = sorted(low, key=lambda section: outcome.sub_scores[section.key])
    wanted = [step for one in cost(outcome) for step in one.item.next]
    wanted += [step for section in lowest for step in section.next]
    return once([*wanted, *outcome.band.next])


def once(wanted: Sequence[NextStep], at_most: int = 6) -> list[NextStep]:
    """Each place only once, in order."""
    kept: dict[tuple[str, str], NextStep] = {}
    for step in wanted:
        kept.setdefault((step.kind, step.to), step)
    return list(kept.values())[:at_most]


def address(step: NextStep) -> str:
    """Where a step leads: an article, the form of a goal, a page."""
    return {"article": "/library/", "goal": "/goals/new?kind=", "action": ""}[step.kind] + step.to


def said(question: Question, answers: Answers, lists: Lists) -> str:
    """An answer in the words it was chosen by."""
    if question.key not in answers:
        return "Not answered"
    answer = answers[question.key]
    if isinstance(question, Single) and question.listed:
        return lists.get(question.listed, {}).get(answer, answer)
    if isinstance(question, Single | Multiple):
        chosen = {answer} if isinstance(answer, str) else set(answer)
        return "; ".join(option.text for option in question.options if option.key in chosen)
    return _exact(question, answer) if isinstance(question, Exact) else _number(question, answer)


def found(measure: Measure, answers: Answers) -> str:
    """A measure as people say it: 2.5 months, 12%."""
    ratio = measured(measure, answers)
    if ratio is None:
        return "unknown"
    return f"{ratio // 10}.{ratio % 10} months" if measure.times == 10 else f"{ratio:,}%"


def change(now: int, before: int) -> str:
    """How a score moved."""
    if now == before:
        return f"The same as before: {now}."
    return f"{'Up' if now > before else 'Down'} {abs(now - before)}, from {before} to {now}."


def changes(definition: Definition, answers: Answers, before: Answers, lists: Lists) -> list[tuple[str, str, str]]:
    """(question, before, now) for every answer that is another one than last time."""
    pairs = [(one, said(one, before, lists), said(one, answers, lists)) for one in definition.questions]
    return [(one.text, old, new) for one, old, new in pairs if old != new]


def near_edge(definition: Definition, outcome: Outcome) -> Band | None:
    """The neighbouring band, when a single answer would have led there."""
    reached = [b for b in definition.bands if b != outcome.band and _reaches(definition, b, outcome)]
    return reached[0] if reached else None


def plain(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Answers for programs: lists instead of tuples."""
    return {key: list(value) if isinstance(value, tuple) else value for key, value in answers.items()}


def _reaches(definition: Definition, band: Band, outcome: Outcome) -> bool:
    place = definition.bands.index(band)
    top = definition.bands[place + 1].at - 1 if place + 1 < len(definition.bands) else 100
    return outcome.low <= top and outcome.high >= band.at


def _exact(question: Exact, answer: str) -> str:
    """$18.75 or $1,200; 37.5 hours."""
    whole, point, rest = answer.partition(".")
    words = f"{int(whole):,}{point}{rest.ljust(2, '0') if question.unit == 'dollars' and rest else rest}"
    return f"${words}" if question.unit == "dollars" else f"{words} hour{'' if answer == '1' else 's'}"


def _number(question: Scale | Number, answer: int) -> str:
    if isinstance(question, Scale):
        return f"{answer} of {question.highest}"
    words = f"{_BEFORE.get(question.unit, '')}{answer:,}{_AFTER.get(question.unit, '')}"
    return words.removesuffix("s") if answer == 1 else words
