"""The facts of a household that rules read: whole minor units of one currency. None is unknown, never a default."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from mingus.core.money import Money, exponent


@dataclass(frozen=True, slots=True)
class Month:
    """One full month. `spent` and `earned` are by the slug of a category; '' is money nobody filed."""

    on: date
    income_minor: int
    expenses_minor: int
    spent: Mapping[str, int] = field(default_factory=dict)
    earned: Mapping[str, int] = field(default_factory=dict)

    @property
    def kept_minor(self) -> int:
        return self.income_minor - self.expenses_minor


@dataclass(frozen=True, slots=True)
class Holding:
    """An open account. `lowest_minor` and `days_below_zero` are of the last half year; None without rows in it."""

    id: UUID
    name: str
    kind: str
    balance_minor: int
    institution: str = ""
    newest_on: date | None = None
    days_below_zero: int = 0
    lowest_minor: int | None = None
    limit_minor: int | None = None

    @property
    def url(self) -> str:
        return f"/accounts/{self.id}"


@dataclass(frozen=True, slots=True)
class Series:
    """What went to one payee, oldest first."""

    name: str
    slug: str
    days: tuple[date, ...]
    amounts_minor: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Owed:
    """A debt. `rate_basis_points` is a year's: 2199 is 21.99 %. Not `is_said`: only a balance tells of it.

    `is_charged`: whether its account shows interest lately; None where no account tells.
    """

    name: str
    kind: str
    balance_minor: int
    rate_basis_points: int | None = None
    minimum_minor: int | None = None
    is_said: bool = True
    is_charged: bool | None = None


@dataclass(frozen=True, slots=True)
class Aim:
    """An active goal. `needed_minor` is what it asks a month; None when nobody can say."""

    id: UUID
    name: str
    kind: str
    priority: int
    target_minor: int
    missing_minor: int
    due_on: date | None = None
    needed_minor: int | None = None

    @property
    def url(self) -> str:
        return f"/goals/{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What the person said of themselves, as far as rules ask."""

    dependents: int | None = None
    marital: str | None = None
    age_range: str | None = None
    employment: str | None = None
    occupation: str | None = None
    credit_range: str | None = None
    income_minor: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """Everything advice knows. `months` are full ones that have rows, the newest first; `debts` None: nobody said.

    `others_pay_minor` is what the others of the household are paid in a month, as far as the pay calendar has it.
    `scores` are of 100 and by assessment, and more is always better; `taken` also has those that give no score.
    """

    today: date
    currency: str
    months: tuple[Month, ...] = ()
    holdings: tuple[Holding, ...] = ()
    series: tuple[Series, ...] = ()
    debts: tuple[Owed, ...] | None = None
    aims: tuple[Aim, ...] = ()
    person: Person = field(default_factory=Person)
    has_pay_calendar: bool | None = None
    others_pay_minor: int = 0
    uncategorized: int | None = None
    scores: Mapping[str, int] = field(default_factory=dict)
    taken: frozenset[str] = frozenset()
    category_ids: Mapping[str, UUID] = field(default_factory=dict)
    category_names: Mapping[str, str] = field(default_factory=dict)

    def money(self, minor: int) -> Money:
        """An amount of the household's currency."""
        return Money(minor, self.currency)

    def text(self, minor: int) -> str:
        """The amount for a sentence: whole units from ten on, cents below."""
        return self.money(minor).text(cents=0 < abs(minor) < 10 * self.unit)

    @property
    def unit(self) -> int:
        """One dollar, or whatever the currency counts in."""
        return int(10 ** exponent(self.currency))

    def held(self, *kinds: str) -> tuple[Holding, ...]:
        """The accounts of these kinds."""
        return tuple(holding for holding in self.holdings if holding.kind in kinds)

    def spending_url(self, slug: str, months: int = 6) -> str:
        """The transactions of a category over the newest full months."""
        since = self.months[min(months, len(self.months)) - 1].on if self.months else self.today.replace(day=1)
        wanted = self.category_ids.get(slug)
        return f"/transactions?from_on={since}" + (f"&category_id={wanted}" if wanted else "")
