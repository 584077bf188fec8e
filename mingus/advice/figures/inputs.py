"""What advice would like to know, in words, and where a person can add it. Rules name their needs by these keys."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from mingus.advice.figures.arithmetic import USUAL_MONTHS, debts_of, usual_expenses, usual_income
from mingus.advice.figures.numbers import Numbers

PROFILE: Final = "/profile"
DEBTS: Final = "/debts"


@dataclass(frozen=True, slots=True)
class Input:
    """One thing advice may know. `words` follow “Add …”; `action` is what the link says."""

    key: str
    words: str
    url: str
    action: str
    is_known: Callable[[Numbers], bool]

    @property
    def changes(self) -> bool:
        """Whether the place is a form that changes the household's money, which viewers don't get."""
        return leads_to_a_form(self.url)


def leads_to_a_form(url: str) -> bool:
    """Whether a page of Mingus is there to add or change something."""
    return url.partition("?")[0].endswith(("/new", "/edit"))


def _has_rates(numbers: Numbers) -> bool:
    return numbers.debts is not None and all(debt.rate_basis_points is not None for debt in debts_of(numbers))


def _has_minimums(numbers: Numbers) -> bool:
    return numbers.debts is not None and all(debt.minimum_minor is not None for debt in debts_of(numbers))


_EVERY: Final = (
    Input(
        "accounts", "your accounts and what is on them", "/accounts/new", "Add an account", lambda n: bool(n.holdings)
    ),
    Input(
        "spending",
        "two full months of transactions, so that a usual month can be worked out",
        "/imports/new",
        "Import a bank file",
        lambda n: usual_expenses(n) is not None,
    ),
    Input(
        "income",
        "two full months with the pay that came in",
        "/imports/new",
        "Import a bank file",
        lambda n: usual_income(n) is not None,
    ),
    Input(
        "half a year",
        "six full months of transactions, to tell a habit from a one-off",
        "/imports/new",
        "Import a bank file",
        lambda n: len(n.months) >= USUAL_MONTHS,
    ),
    Input("debts", "what you owe, and to whom", DEBTS, "Add your debts", lambda n: n.debts is not None),
    Input("rates", "the interest rate of each debt", DEBTS, "Add the rates", _has_rates),
    Input("minimums", "the smallest monthly payment of each debt", DEBTS, "Add the payments", _has_minimums),
    Input(
        "limits",
        "the credit limit of each card",
        "/accounts",
        "Open your cards",
        lambda n: all(card.limit_minor is not None for card in n.held("card")),
    ),
    Input(
        "employment",
        "whether you are employed",
        PROFILE,
        "Open your profile",
        lambda n: n.person.employment is not None,
    ),
    Input(
        "dependents",
        "whether somebody depends on your income",
        PROFILE,
        "Open your profile",
        lambda n: n.person.dependents is not None,
    ),
    Input(
        "occupation",
        "what you do for a living",
        PROFILE,
        "Open your profile",
        lambda n: n.person.occupation is not None,
    ),
    Input(
        "credit range",
        "roughly where your credit score stands",
        PROFILE,
        "Open your profile",
        lambda n: n.person.credit_range not in {None, "unknown"},
    ),
)
INPUTS: Final = {one.key: one for one in _EVERY}


def is_known(numbers: Numbers, key: str) -> bool:
    """Whether this is known of the household."""
    return INPUTS[key].is_known(numbers)
