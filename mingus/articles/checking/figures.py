"""Where each figure of an article comes from: a cited fact, arithmetic that is shown, or an amount made up as such."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from mingus.articles.checking.equations import Equation, equations_in
from mingus.articles.checking.fault import Fault
from mingus.articles.checking.numbers import Number, numbers_in
from mingus.articles.facts import Fact
from mingus.articles.rules.rendering import Block, blocks
from mingus.articles.schemas.document import Document

_STRONG: Final = re.compile(
    r"\b(say|suppose|imagine|assum\w+|invent\w+|made[- ]up|example|illustrat\w+|picture|pretend|hypothetical\w*"
    r"|simplified)\b",
    re.IGNORECASE,
)
"""What says for a whole section that its amounts are made up."""
_WEAK: Final = re.compile(
    r"\b(if|when|once|take|someone|somebody|a person|person [ab]|your?|could|might|would|let’s|each|every|per)\b",
    re.IGNORECASE,
)
"""What says so for the paragraph around, and for the list or table that follows it."""
_CONDITION: Final = re.compile(r"\b(if|when|let’s|take|someone|somebody|could|might|would)\b", re.IGNORECASE)
_WORLD: Final = re.compile(
    r"^\s*(?:%|percent)?\s*of\s+(?:all\s+|the\s+|these\s+|those\s+|young\s+|older\s+|working\s+|black\s+|white\s+|hispanic\s+|us\s+)*"
    r"(?:adults|americans|people|households|families|workers|employees|employers|women|men|borrowers|renters|owners"
    r"|homeowners|consumers|students|graduates|parents|retirees|plans|loans|cardholders|savers|investors|jobs)\b",
    re.IGNORECASE,
)
"""A share of people is a finding, and no paragraph makes it an example."""
_NEAR: Final = re.compile(
    r"\b(call it|about|roughly|nearly|around|almost|under|over|some|more than|less than|close to|past)\s+(?:a\s+)?$",
    re.IGNORECASE,
)
NEAR_SHARE: Final = Decimal("0.06")
SMALL_MONEY: Final = 100
ROUND_DIGITS: Final = 2
SHARE_AT_MOST: Final = 3


def check(document: Document, facts: Mapping[str, Fact]) -> list[Fault]:
    """Every figure without an origin, every sum that is wrong, every figure of a fact that is not cited."""
    pieces = blocks(document.body)
    shown = [equation for piece in pieces for equation in equations_in(piece.text)]
    slug = document.head.slug
    wrong = [Fault(slug, "arithmetic", f"“{each.text}” does not come out") for each in shown if not each.is_right]
    known = _cited_numbers(document, facts) | {each.result * scale for each in shown for scale in _scales(each)}
    return wrong + list(_without_origin(slug, pieces, known, _Rest(shown, facts, set(document.head.sources))))


def _scales(equation: Equation) -> tuple[int, ...]:
    """A result of 0.15 is 15 percent too."""
    return (100,) if equation.is_percent else (1, 100) if equation.result < SHARE_AT_MOST else (1,)


class _Rest:
    """What else decides: sums that are shown, and the figures of facts this article does not cite."""

    def __init__(self, shown: Sequence[Equation], facts: Mapping[str, Fact], cited: set[str]) -> None:
        self.operands = {value for each in shown for value in each.operands}
        self.uncited: dict[Decimal, str] = {}
        for name, fact in facts.items():
            for number in numbers_in(fact.figure):
                if name not in cited and number.significant > ROUND_DIGITS:
                    self.uncited[number.value] = name


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a number stands: its piece, what leads to it, and whether the section's amounts are made up."""

    text: str
    lead: str
    is_made_up: bool

    @property
    def is_introduced(self) -> bool:
        return self.is_made_up or bool(_WEAK.search(self.lead))

    @property
    def is_conditional(self) -> bool:
        return bool(_CONDITION.search(self.lead))


def _without_origin(slug: str, pieces: Sequence[Block], known: set[Decimal], rest: _Rest) -> Iterator[Fault]:
    is_made_up, seen, lead = False, set[Decimal](), ""
    for piece in pieces:
        if piece.kind.startswith("h"):
            is_made_up, lead = False, ""
        if piece.kind == "p":
            lead = ""
        lead += f" {piece.text}"
        is_made_up = is_made_up or bool(_STRONG.search(piece.text))
        for number in numbers_in(piece.text):
            if not number.is_figure or number.value in known | seen:
                continue
            place = _Place(piece.text, lead, is_made_up)
            said = _fault_of(number, place, rest, known)
            seen.add(number.value)
            if said:
                yield Fault(slug, "figure", f"{number.text} in “{_around(piece.text, number)}” {said}")


def _fault_of(number: Number, place: "_Place", rest: _Rest, known: set[Decimal]) -> str:
    """What is wrong with a figure that no cited fact and no result accounts for; '' when nothing is."""
    is_operand = number.value in rest.operands
    if number.value in rest.uncited and not (number.is_money and place.is_made_up and is_operand):
        return f"is the figure of {rest.uncited[number.value]}: cite it, or choose another amount"
    if number.is_percent and _WORLD.match(place.text[number.end :]):
        return "is a share of people without a cited fact"
    if _is_small(number) or _is_near_known(number, place.text, known) or _is_growth(number, known):
        return ""
    if is_operand and not number.is_percent and (not number.is_money or number.significant <= ROUND_DIGITS):
        return ""
    if place.is_introduced and number.significant <= _digits(number, place):
        return ""
    return "has no origin: no cited fact has it, no sum shows it, and it is not introduced as made up"


def _digits(number: Number, place: "_Place") -> int:
    """How many digits may differ from zero in an amount that is made up: nobody takes 62,500 for a statistic."""
    if number.is_percent:
        return ROUND_DIGITS
    return 4 if place.is_made_up or (place.is_conditional and number.is_money) else ROUND_DIGITS


def _is_small(number: Number) -> bool:
    """Nothing, everything, or the price of a lunch."""
    is_little = number.is_money and number.value <= SMALL_MONEY and number.significant <= ROUND_DIGITS
    return number.value in {0, 100} or is_little


def _is_growth(number: Number, known: set[Decimal]) -> bool:
    """1.05 where 5 percent are accounted for."""
    is_factor = not number.is_money and not number.is_percent and 1 < number.value < 2
    return is_factor and (number.value - 1) * 100 in known


def _is_near_known(number: Number, text: str, known: set[Decimal]) -> bool:
    """“About $230” beside a result of $233.33."""
    if not _NEAR.search(text[: number.start]):
        return False
    return any(abs(number.value - each) <= abs(each) * NEAR_SHARE for each in known)


def _cited_numbers(document: Document, facts: Mapping[str, Fact]) -> set[Decimal]:
    found = set[Decimal]()
    for name in document.head.sources:
        if fact := facts.get(name):
            said = f"{fact.statement} {fact.figure} {fact.year} {fact.document} {fact.limits}"
            found |= {number.value for number in numbers_in(said)}
            found |= _scaled(fact)
    return found


def _scaled(fact: Fact) -> set[Decimal]:
    """A figure of 121.5 million workers is also 121,500,000, and 0.8 percent is also written 0.80."""
    return {number.value * scale for number in numbers_in(fact.figure) for scale in (1, 10**3, 10**6, 10**9, 10**12)}


def _around(text: str, number: Number) -> str:
    start, end = max(0, number.start - 40), min(len(text), number.end + 30)
    return text[start:end].strip()
