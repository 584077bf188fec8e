"""The sums rules and the page of money health share. Exact whole numbers; None when an input is unknown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from mingus.advice.figures.numbers import Month, Numbers, Owed
from mingus.core.formatting import plural

WHOLE: Final = 10_000  # basis points
USUAL_MONTHS: Final = 6
FEWEST_MONTHS: Final = 2
CASH_KINDS: Final = ("checking", "savings", "cash")
HOUSING: Final = ("housing", "utilities")
LONGEST_PAYOFF: Final = 600  # months; beyond, it is never in a way that helps anybody

_IN_WORDS: Final = {6: "six", 12: "twelve"}

Measure = Callable[[Month], int]


def median(values: Sequence[int]) -> int:
    """The middle value; of an even number the lower middle's mean with the upper, rounded down."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) // 2


def share(part: int, whole: int) -> int:
    """`part` of `whole` in basis points, rounded down."""
    return part * WHOLE // whole


def percent(basis_points: int) -> str:
    """21.99%, 30%, 4.5%: as many decimals as it takes, two at most."""
    sign, size = ("−" if basis_points < 0 else ""), abs(basis_points)
    whole, rest = divmod(size, 100)
    return f"{sign}{whole}" + (f".{rest:02}".rstrip("0") if rest else "") + "%"


def whole_percent(basis_points: int) -> str:
    """For sentences: rounded to a whole percent, half away from zero."""
    size = (abs(basis_points) + 50) // 100
    return f"{'−' if basis_points < 0 and size else ''}{size}%"


def usual(numbers: Numbers, measure: Measure, *, months: int = USUAL_MONTHS) -> int | None:
    """The median of the newest full months, six at most; None before there are two."""
    if len(numbers.months) < FEWEST_MONTHS:
        return None
    return median([measure(month) for month in numbers.months[:months]])


def usual_income(numbers: Numbers) -> int | None:
    """What came in in a usual month; None when nothing did."""
    found = usual(numbers, lambda month: month.income_minor)
    return found if found and found > 0 else None


def usual_expenses(numbers: Numbers) -> int | None:
    """What a usual month cost; None when nothing was spent."""
    found = usual(numbers, lambda month: month.expenses_minor)
    return found if found and found > 0 else None


def usual_kept(numbers: Numbers) -> int | None:
    """What was left of a usual month, below zero when it cost more than came in."""
    return usual(numbers, lambda month: month.kept_minor) if usual_income(numbers) else None


def usual_spent(numbers: Numbers, *slugs: str) -> int | None:
    """What a usual month took for these categories."""
    return usual(numbers, lambda month: sum(month.spent.get(slug, 0) for slug in slugs))


def cash(numbers: Numbers) -> int | None:
    """What lies on checking, savings and in cash, overdrawn accounts not counted; None without such an account."""
    held = numbers.held(*CASH_KINDS)
    return sum(max(0, holding.balance_minor) for holding in held) if held else None


def reserve_tenths(numbers: Numbers) -> int | None:
    """For how many tenths of a month the cash would pay what a usual month costs. Expenses, never what is left."""
    have, cost = cash(numbers), usual_expenses(numbers)
    return None if have is None or cost is None else have * 10 // cost


def months_said(tenths: int) -> str:
    """2.4 months, 1 month."""
    whole, rest = divmod(tenths, 10)
    return f"{whole}{f'.{rest}' if rest else ''} month{'' if tenths == 10 else 's'}"


def lately_said(numbers: Numbers, at_most: int) -> str:
    """The last twelve full months; the 3 full months here, where there are no more."""
    count = min(at_most, len(numbers.months))
    if count == at_most:
        return f"the last {_IN_WORDS.get(count, count)} full months"
    return f"the {plural(count, 'full month')} here"


def steadiness(numbers: Numbers) -> int | None:
    """The lowest month's income as a part of the median's, over six to twelve months; None before six."""
    if len(numbers.months) < USUAL_MONTHS:
        return None
    incomes = [month.income_minor for month in numbers.months[:12]]
    middle = median(incomes)
    return share(max(0, min(incomes)), middle) if middle > 0 else None


def debts_of(numbers: Numbers, *kinds: str) -> tuple[Owed, ...]:
    """The debts of these kinds that still have a balance; all of them without a kind."""
    every = [debt for debt in numbers.debts or () if debt.balance_minor > 0]
    return tuple(debt for debt in every if not kinds or debt.kind in kinds)


def carried(numbers: Numbers, *kinds: str) -> tuple[Owed, ...]:
    """The same without cards that are paid in full: their balance costs nothing, whatever the rate."""
    return tuple(debt for debt in debts_of(numbers, *kinds) if debt.kind != "card" or debt.is_charged is not False)


def yearly_interest(debt: Owed) -> int | None:
    """What a year at today's balance costs, rounded down; None without a rate."""
    return None if debt.rate_basis_points is None else debt.balance_minor * debt.rate_basis_points // WHOLE


def minimums(numbers: Numbers) -> int | None:
    """What all debts ask at least each month; None when nobody said what is owed, or one minimum is missing."""
    if numbers.debts is None:
        return None
    asked = [debt.minimum_minor for debt in debts_of(numbers)]
    return None if None in asked else sum(minor for minor in asked if minor is not None)


def income_said(numbers: Numbers) -> int | None:
    """The income the person said, with the pay of others in the calendar; or else what reaches the accounts.

    Debts are of the household, and so is what reaches its accounts in a usual month.
    """
    return _said_together(numbers) or usual_income(numbers)


def whose_income(numbers: Numbers) -> str:
    """Whose income `income_said` is, in words."""
    return "your household’s income" if numbers.others_pay_minor and _said_together(numbers) else "your income"


def _said_together(numbers: Numbers) -> int:
    own = numbers.person.income_minor
    return own + numbers.others_pay_minor if own is not None else 0


def debt_share(numbers: Numbers) -> int | None:
    """What debts ask a month as a part of income, in basis points."""
    asked, income = minimums(numbers), income_said(numbers)
    return None if asked is None or not income else share(asked, income)


@dataclass(frozen=True, slots=True)
class Payoff:
    """How long a debt takes at one payment a month, and the interest on the way. `months` None: it never ends."""

    months: int | None
    interest_minor: int


def payoff(debt: Owed, monthly_minor: int) -> Payoff | None:
    """Paying the debt by one amount a month, after a twelfth of a year’s interest, rounded up; None without a rate."""
    if debt.rate_basis_points is None:
        return None
    left, paid_interest = debt.balance_minor, 0
    for month in range(1, LONGEST_PAYOFF + 1):
        interest = -(-left * debt.rate_basis_points // (12 * WHOLE))
        if interest >= monthly_minor:
            return Payoff(None, 0)
        paid_interest += interest
        left += interest - monthly_minor
        if left <= 0:
            return Payoff(month, paid_interest)
    return Payoff(None, 0)


def utilisation(numbers: Numbers) -> int | None:
    """What is owed on cards as a part of their limits; None unless there are cards and every limit is known."""
    cards = numbers.held("card")
    limits = [card.limit_minor for card in cards]
    if not cards or None in limits or not (whole := sum(limit or 0 for limit in limits)):
        return None
    return share(sum(max(0, -card.balance_minor) for card in cards), whole)
