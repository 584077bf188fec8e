"""Arithmetic shown in a text, such as “$1,400 × 12 = $16,800”: found, computed again, and compared as it is rounded."""

import re
from dataclasses import dataclass
from decimal import Decimal, DivisionByZero, InvalidOperation, Overflow
from itertools import pairwise
from typing import Final

_OPERATORS: Final = {
    "×": "*",
    "x": "*",
    "*": "*",
    "·": "*",
    "÷": "/",
    "/": "/",
    "+": "+",
    "−": "-",
    "–": "-",
    "-": "-",
    "^": "^",
}
_TOKEN: Final = re.compile(
    r"(?P<number>\$?\d{1,3}(?:,\d{3})+(?:\.\d+)?|\$?\d+(?:\.\d+)?|\$?\.\d+)(?P<percent>\s?%|[ -]percent\b)?"
    r"|(?P<operator>[×*·÷/+−–^-]|(?<=[\s\d])x(?=[\s$\d]))|(?P<bracket>[()])|(?P<space>\s+)"
    r"|(?P<other>\b(?:and|or|so|then|but|where|with)\b)|(?P<unit>[A-Za-z’]+)|(?P<sign>.)",
    re.DOTALL,
)
_ROUNDED: Final = re.compile(
    r"^\s*(?:about|roughly|nearly|around|almost|just under|just over|or about|≈)\s+", re.IGNORECASE
)
_EQUALS: Final = re.compile(r"=|≈")
_APART: Final = ("other", "sign")
MAX_WORDS: Final = 3  # between a number and its operator: “$1,400 a month × 12”
EXPONENT_MAX: Final = 1000


@dataclass(frozen=True, slots=True)
class Equation:
    """Two sides of an equals sign, and the values they have. `is_right` as far as the result is written."""

    text: str
    result: Decimal
    operands: tuple[Decimal, ...]
    is_right: bool
    is_percent: bool


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    value: Decimal
    is_percent: bool = False


@dataclass(frozen=True, slots=True)
class _Side:
    value: Decimal
    tokens: tuple[_Token, ...]
    text: str
    is_about: bool

    @property
    def numbers(self) -> list[_Token]:
        return [token for token in self.tokens if token.kind == "number"]


def equations_in(text: str) -> list[Equation]:
    """Every equation of numbers in `text`, each pair of neighbours of a chain for itself."""
    found, pieces = list[Equation](), _EQUALS.split(text)
    for left, right in pairwise(pieces):
        told, answer = _ending(left), _beginning(right)
        if told is None or answer is None or len(told.numbers) + len(answer.numbers) < 3:
            continue
        found.append(_equation(told, answer, f"{told.text} = {right[: len(answer.text) + 8].strip()}"))
    return found


def _equation(told: _Side, answer: _Side, text: str) -> Equation:
    last = answer.numbers[-1]
    operands = [token.value for token in (*told.numbers, *answer.numbers[:-1])]
    is_right = any(_agree(value, answer, last) for value in (told.value, told.value * 100, told.value / 100))
    if not last.is_percent and "%" not in told.text and "percent" not in told.text:
        is_right = _agree(told.value, answer, last)
    return Equation(text, last.value, tuple(operands), is_right, last.is_percent)


def _agree(value: Decimal, answer: _Side, last: _Token) -> bool:
    """Whether `value` is what is written, as exactly as it is written; “about” allows the rounding it shows."""
    difference = abs(value - answer.value)
    digits = last.text.partition(".")[2]
    step = Decimal(10) ** -len(digits) / (100 if last.is_percent else 1)
    if not answer.is_about:
        allowed = step / 2 if digits else Decimal("0.005") if "$" in last.text else Decimal("1e-9")
        return bool(difference <= allowed)
    whole = last.text.replace(",", "").replace("$", "")
    zeros = 0 if digits else len(whole) - len(whole.rstrip("0"))
    return bool(difference <= max(step * 10**zeros * Decimal("0.75"), abs(answer.value) * Decimal("0.002")))


def _ending(text: str) -> _Side | None:
    """The longest expression that `text` ends with."""
    tokens = _tokens(text)
    for start in range(len(tokens)):
        if (side := _side(tokens[start:], is_about=False)) is not None:
            return side
    return None


def _beginning(text: str) -> _Side | None:
    """The longest expression that `text` begins with, after “about” perhaps."""
    about = _ROUNDED.match(text)
    tokens = _tokens(text[about.end() :] if about else text)
    for end in range(min(len(tokens), 40), 0, -1):
        if (side := _side(tokens[:end], is_about=bool(about))) is not None:
            return side
    return None


def _tokens(text: str) -> list[_Token]:
    found = []
    for match in _TOKEN.finditer(text[-400:] if len(text) > 400 else text):
        kind = match.lastgroup or "sign"
        if match["number"]:
            value = Decimal(match["number"].replace("$", "").replace(",", ""))
            is_percent = match["percent"] is not None
            found.append(_Token("number", match["number"], value / 100 if is_percent else value, is_percent))
        elif kind != "space":
            found.append(_Token(kind, match[0], Decimal(0)))
    return found


def _side(tokens: list[_Token], *, is_about: bool) -> _Side | None:
    if not tokens or tokens[0].kind in {"unit", *_APART} or not any(token.kind == "number" for token in tokens):
        return None
    kept = _without_units(tokens)
    if kept is None:
        return None
    try:
        value, rest = _sum(kept)
    except (ValueError, IndexError, InvalidOperation, DivisionByZero, Overflow):
        return None
    text = " ".join(token.text for token in tokens)
    return None if rest else _Side(value, tuple(kept), text, is_about)


def _without_units(tokens: list[_Token]) -> list[_Token] | None:
    """Without up to three words after a number; None when there are more, or another sign."""
    kept, words = list[_Token](), 0
    for token in tokens:
        if token.kind in _APART:
            return None
        words = words + 1 if token.kind == "unit" else 0
        if words > MAX_WORDS or (words and (not kept or kept[-1].kind == "operator")):
            return None
        if token.kind != "unit":
            kept.append(token)
    return kept


def _sum(tokens: list[_Token]) -> tuple[Decimal, list[_Token]]:
    value, rest = _product(tokens)
    while rest and _sign(rest[0]) in {"+", "-"}:
        more, after = _product(rest[1:])
        value, rest = (value + more if _sign(rest[0]) == "+" else value - more), after
    return value, rest


def _product(tokens: list[_Token]) -> tuple[Decimal, list[_Token]]:
    value, rest = _power(tokens)
    while rest and _sign(rest[0]) in {"*", "/"}:
        more, after = _power(rest[1:])
        value, rest = (value * more if _sign(rest[0]) == "*" else value / more), after
    return value, rest


def _power(tokens: list[_Token]) -> tuple[Decimal, list[_Token]]:
    value, rest = _atom(tokens)
    if rest and _sign(rest[0]) == "^":
        exponent, rest = _power(rest[1:])
        if abs(exponent) > EXPONENT_MAX:
            raise ValueError("too large")
        value = value**exponent
    return value, rest


def _atom(tokens: list[_Token]) -> tuple[Decimal, list[_Token]]:
    first, rest = tokens[0], tokens[1:]
    if first.kind == "number":
        return first.value, rest
    if first.text == "(":
        value, rest = _sum(rest)
        if rest[0].text != ")":
            raise ValueError("a bracket stays open")
        return value, rest[1:]
    if _sign(first) == "-":
        value, rest = _atom(rest)
        return -value, rest
    raise ValueError("no number")


def _sign(token: _Token) -> str:
    return _OPERATORS.get(token.text, "") if token.kind == "operator" else ""
