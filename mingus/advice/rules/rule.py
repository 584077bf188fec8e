"""What a piece of advice is made of. A rule looks at Numbers and finds something, or nothing.

It is asked only when everything it needs is known. Confidence is in words with its reason, and every rule says when
it would be wrong.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from mingus.advice.figures.inputs import is_known, leads_to_a_form
from mingus.advice.figures.numbers import Numbers

Theme = Literal[
    "safety",
    "debt",
    "retirement",
    "tax",
    "insurance",
    "housing",
    "spending",
    "income",
    "goals",
    "household",
    "credit",
]
Confidence = Literal["sure", "fairly sure", "a hint"]

NOW, SOON, SOME_DAY = 3, 2, 1
"""How urgent a rule is; within one urgency, the money at stake decides."""

THEME_NAMES: Final[dict[str, str]] = {
    "safety": "Safety",
    "debt": "Debt",
    "retirement": "Retirement",
    "tax": "Taxes",
    "insurance": "Insurance",
    "housing": "Housing",
    "spending": "Spending",
    "income": "Income",
    "goals": "Goals",
    "household": "Household",
    "credit": "Credit",
}


@dataclass(frozen=True, slots=True)
class Action:
    """What to do: a page of Mingus where `url` leads, or a step outside where it is ''."""

    words: str
    url: str = ""

    @property
    def changes(self) -> bool:
        """Whether it leads to a form that changes the household's money, which viewers don't get."""
        return leads_to_a_form(self.url)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found. `says` explains it with the person's figures; `measure` grows as it gets more serious.

    `stake_minor` is money a year, 0 where none can be named. `title`, `action` and `metric` replace the rule's.
    """

    says: str
    measure: int
    stake_minor: int = 0
    title: str = ""
    action: Action | None = None
    rows_url: str = ""
    metric: str = ""


Find = Callable[[Numbers], Finding | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule. `needs` are keys of `figures.inputs`; `metric` is what is measured after somebody said yes.

    A dismissed rule comes back when its measure has grown by `grows_percent`, which `comes_back` says in words.
    """

    id: str
    theme: Theme
    title: str
    needs: tuple[str, ...]
    find: Find
    action: Action
    articles: tuple[str, ...]
    confidence: Confidence
    because: str
    wrong_when: str
    comes_back: str
    urgency: int = SOON
    grows_percent: int = 25
    metric: str = ""
    sources: tuple[str, ...] = ()

    def missing(self, numbers: Numbers) -> tuple[str, ...]:
        """What it would have to know, and does not."""
        return tuple(key for key in self.needs if not is_known(numbers, key))

    def look(self, numbers: Numbers) -> Finding | None:
        """What it finds; None as well where it does not know enough."""
        return None if self.missing(numbers) else self.find(numbers)


def listed(names: list[str]) -> str:
    """A; A and B; A, B and C; A, B, C and 2 more."""
    if len(names) > 4:
        names = [*names[:3], f"{len(names) - 3} more"]
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]])) if names else ""
