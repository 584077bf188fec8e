"""Which questions are asked, and what counts as an answer to one."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from itertools import product
from re import fullmatch
from typing import Any, Final

from mingus.assessments.rules.definition import Definition
from mingus.assessments.rules.questions import Condition, Exact, Multiple, Question, Scale, Single

Answer = str | int | tuple[str, ...]
Answers = Mapping[str, Any]
Lists = Mapping[str, Mapping[str, str]]
"""The choices of listed questions, from key to words: {"areas": {"US": "United States"}}."""

MAX_DIGITS: Final = 12
_EXACT: Final = r"[0-9]{1,9}(\.[0-9]{1,2})?"


class NoAnswer(ValueError):
    """What was sent is no answer to the question; the text says what one would be."""


def asked(definition: Definition, answers: Answers) -> list[Question]:
    """The questions that are asked of somebody with these answers, in order, as far as the answers tell."""
    shown: dict[str, Question] = {}
    for question in definition.questions:
        if is_asked(question, shown, answers):
            shown[question.key] = question
    return list(shown.values())


def is_asked(question: Question, shown: Collection[str], answers: Answers) -> bool:
    """Whether `question` is asked after the questions `shown` were answered so."""
    return all(one.question in shown and _holds(one, answers.get(one.question)) for one in question.only_if)


def missing(definition: Definition, answers: Answers) -> list[Question]:
    """What is still to be answered."""
    return [question for question in asked(definition, answers) if question.key not in answers]


def counted(definition: Definition, answers: Answers) -> dict[str, Any]:
    """The answers to what was asked; others, from a way that was left again, count no more."""
    return {question.key: answers[question.key] for question in asked(definition, answers) if question.key in answers}


def most_asked(definition: Definition) -> int:
    """How many questions are asked on the longest way through."""
    decide: dict[str, set[Any]] = {}
    for condition in (one for question in definition.questions for one in question.only_if):
        named = condition.one_of if condition.at_least is None else (condition.at_least,)
        decide.setdefault(condition.question, {None}).update(named)
    ways = (dict(zip(decide, way, strict=True)) for way in product(*decide.values()))
    return max(len(asked(definition, way)) for way in ways)


def clean(question: Question, sent: Any, lists: Lists) -> Answer:
    """`sent` as an answer, a list turned into a tuple in the question's order. Raises NoAnswer."""
    if isinstance(question, Multiple):
        return _several(question, sent)
    if isinstance(question, Single):
        return _one(question, sent, lists)
    if isinstance(question, Exact):
        return _exact(question, sent)
    found = _whole(sent)
    least, most = (1, question.highest) if isinstance(question, Scale) else (question.least, question.most)
    if not least <= found <= most:
        raise NoAnswer(f"Please give a number from {least:,} to {most:,}.")
    return found


def _holds(condition: Condition, answer: Any) -> bool:
    if answer is None:
        return False
    if condition.at_least is not None:
        return isinstance(answer, int) and answer >= condition.at_least
    chosen = {answer} if isinstance(answer, str) else set(answer)
    return bool(chosen & set(condition.one_of))


def _one(question: Single, sent: Any, lists: Lists) -> str:
    known = lists[question.listed] if question.listed else {option.key for option in question.options}
    if not isinstance(sent, str) or sent not in known:
        raise NoAnswer("Please choose one of the answers.")
    return sent


def _several(question: Multiple, sent: Any) -> tuple[str, ...]:
    chosen = {sent} if isinstance(sent, str) else sent
    if not isinstance(chosen, list | tuple | set) or not chosen or not all(isinstance(one, str) for one in chosen):
        raise NoAnswer("Please choose at least one; the last one says “none of these”.")
    if not set(chosen) <= {option.key for option in question.options}:
        raise NoAnswer("Please choose from the answers.")
    alone = next(option.key for option in question.options if option.alone)
    if alone in chosen and len(set(chosen)) > 1:
        raise NoAnswer("“None of these” goes with no other answer.")
    return tuple(option.key for option in question.options if option.key in set(chosen))


def _exact(question: Exact, sent: Any) -> str:
    """The number as people write it, without zeros at its end and without what is only for the eye."""
    example = "18.75" if question.unit == "dollars" else "37.5"
    if isinstance(sent, bool) or not isinstance(sent, int | str):
        raise NoAnswer(f"Please give a number, such as {example}.")
    plain = str(sent).strip().removeprefix("$").replace(",", "").strip()
    if not fullmatch(_EXACT, plain):
        raise NoAnswer(f"Please give a number with at most two decimals, such as {example}.")
    if not question.least <= Decimal(plain) <= question.most:
        raise NoAnswer(f"Please give a number from {question.least:,} to {question.most:,}.")
    whole, _, rest = plain.partition(".")
    return f"{int(whole)}.{rest}".rstrip("0").rstrip(".") if rest else str(int(whole))


def _whole(sent: Any) -> int:
    if isinstance(sent, bool) or not isinstance(sent, int | str):
        raise NoAnswer("Please give a whole number.")
    plain = str(sent).strip().removeprefix("$").replace(",", "").removesuffix("%").strip()
    if not (plain.isascii() and plain.isdigit()) or len(plain) > MAX_DIGITS:
        raise NoAnswer("Please give a whole number, such as 1200.")
    return int(plain)
