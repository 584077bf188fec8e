"""What is known of a person, their pay and their debts, as other packages and pages read it. None means not said."""

from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from mingus.core.money import Money
from mingus.profile import rules, words
from mingus.profile.rules.pay_calendar import Rhythm, SemimonthlyDays, WeekendRule


@dataclass(frozen=True, slots=True)
class Preferences:
    """What Mingus may write to somebody: what they chose, or else what holds until they do."""

    weekly_insights: bool = False
    goal_reminders: bool = False
    health_checkin_frequency: str = "on_demand"


@dataclass(frozen=True, kw_only=True, slots=True)
class ProfileView:
    """What a person says about themselves; None is not said. Amounts are minor units of `currency`, the household's.

    Somebody who gave amounts in another household's currency has said nothing about this one's.
    """

    currency: str
    phone: str | None = field(default=None, repr=False)
    city: str | None = field(default=None, repr=False)
    state: str | None = None
    zip_code: str | None = field(default=None, repr=False)
    age_range: str | None = None
    gender: str | None = field(default=None, repr=False)
    marital_status: str | None = field(default=None, repr=False)
    dependents_count: int | None = None
    household_size: int | None = None
    education_level: str | None = None
    occupation: str | None = field(default=None, repr=False)
    industry: str | None = None
    years_of_experience: str | None = None
    company_name: str | None = field(default=None, repr=False)
    company_size: str | None = None
    monthly_income_minor: int | None = field(default=None, repr=False)
    income_frequency: str | None = None
    primary_income_source: str | None = None
    current_savings_balance_minor: int | None = field(default=None, repr=False)
    total_debt_amount_minor: int | None = field(default=None, repr=False)
    credit_score_range: str | None = None
    employment_status: str | None = None
    primary_financial_goal: str | None = None
    risk_tolerance_level: str | None = None
    financial_knowledge_level: str | None = None
    preferences: Preferences = Preferences()
    declined: frozenset[str] = frozenset()
    """What they would rather not say: nobody asks again."""
    updated_at: datetime | None = None

    def said(self, key: str) -> Any:
        """The answer to one question: text, a number, or Money; None where there is none."""
        if key not in _AMOUNTS:
            return getattr(self, key)
        minor = getattr(self, f"{key}_minor")
        return None if minor is None else Money(minor, self.currency)

    @property
    def settled(self) -> frozenset[str]:
        """The questions that are answered, or that they would rather not answer."""
        return self.declined | {key for key in rules.counted(None) if self.said(key) is not None}

    def completion(self, first_name: str, last_name: str) -> int:
        """How much of the profile is there, in percent."""
        return rules.percentage(self.settled, self.employment_status, names=(first_name, last_name))


_AMOUNTS = frozenset(one.name.removesuffix("_minor") for one in fields(ProfileView) if one.name.endswith("_minor"))


@dataclass(frozen=True, slots=True)
class Progress:
    """Where somebody is in the onboarding. `outcomes` says of each step whether it was done or skipped."""

    outcomes: dict[str, str]
    is_dismissed: bool

    @property
    def place(self) -> rules.Progress:
        return rules.progress(self.outcomes)

    @property
    def is_finished(self) -> bool:
        return self.place.current is None

    @property
    def is_reminding(self) -> bool:
        """Whether the first page still speaks of it."""
        return not (self.is_finished or self.is_dismissed)


@dataclass(frozen=True, slots=True)
class PayScheduleView:
    """When somebody of the household is paid. `rules.pay_days` takes it as it is."""

    id: UUID
    person_id: UUID
    name: str
    rhythm: Rhythm
    anchor_on: date
    semimonthly_days: SemimonthlyDays | None
    weekend_rule: WeekendRule
    currency: str
    net_minor: int
    gross_minor: int | None
    deleted_at: datetime | None = None

    def pay_days(self, first: date, last: date) -> list[date]:
        """Every day from `first` to `last`, both with, on which it pays."""
        return rules.pay_days(self, first, last)

    @property
    def url(self) -> str:
        """Its page."""
        return f"/pay/{self.id}"

    @property
    def net(self) -> Money:
        return Money(self.net_minor, self.currency)

    @property
    def gross(self) -> Money | None:
        return None if self.gross_minor is None else Money(self.gross_minor, self.currency)

    @property
    def net_a_month(self) -> Money:
        """What it comes to in an average month."""
        return Money(rules.a_month(self.net_minor, self.rhythm), self.currency)

    @property
    def gross_a_month(self) -> Money | None:
        """The same before taxes, where that is known."""
        return None if self.gross_minor is None else Money(rules.a_month(self.gross_minor, self.rhythm), self.currency)

    @property
    def rhythm_words(self) -> str:
        """Every two weeks; On the 15th and the last day."""
        return (
            words.SEMIMONTHLY_WORDS[self.semimonthly_days] if self.semimonthly_days else words.RHYTHM_WORDS[self.rhythm]
        )


@dataclass(frozen=True, slots=True)
class DebtView:
    """What is owed to one lender. `rate_basis_points` of None is unknown, which is not zero."""

    id: UUID
    name: str
    kind: str
    currency: str
    balance_minor: int
    rate_basis_points: int | None
    minimum_minor: int | None
    account_id: UUID | None
    deleted_at: datetime | None = None

    @property
    def url(self) -> str:
        """Its page."""
        return f"/debts/{self.id}"

    @property
    def balance(self) -> Money:
        return Money(self.balance_minor, self.currency)

    @property
    def minimum(self) -> Money | None:
        return None if self.minimum_minor is None else Money(self.minimum_minor, self.currency)

    @property
    def kind_name(self) -> str:
        return words.DEBT_WORDS[self.kind]

    @property
    def icon(self) -> str:
        return words.DEBT_ICONS[self.kind]

    @property
    def rate_words(self) -> str:
        """24.99% a year, or that nobody has said."""
        return words.rate(self.rate_basis_points)
