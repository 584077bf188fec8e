"""What people send about themselves, their pay and their debts, from forms and programs alike."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from mingus.core.fields import CalendarDate, EmptyIsNone, Flag, Incoming, Name, PositiveAmountText
from mingus.profile import facts
from mingus.profile.schemas import fields


class Notifications(Incoming):
    """What Mingus may write about; what is left out stays as it is.

    Security alerts always come: a stranger inside would switch them off first. Sending false is refused.
    """

    weeklyInsights: Flag | None = None  # noqa: N815  the names are given
    goalReminders: Flag | None = None  # noqa: N815  as given
    securityAlerts: fields.AlwaysOn | None = None  # noqa: N815  as given


class FactsChange(Incoming):
    """What to change of what somebody says about themselves. What is left out stays; null takes an answer back.

    `prefer_not_to_say` names the questions somebody would rather not answer, all of them: what was answered before is
    forgotten, and nobody asks again. Amounts are in the household's base currency.
    """

    phone: Annotated[fields.Phone | None, EmptyIsNone] = None
    city: Annotated[fields.Said | None, EmptyIsNone] = None
    state: Annotated[fields.State | None, EmptyIsNone] = None
    zip_code: Annotated[fields.ZipCode | None, EmptyIsNone] = None
    age_range: Annotated[fields.AgeRange | None, EmptyIsNone] = None
    gender: Annotated[fields.Said | None, EmptyIsNone] = None
    marital_status: Annotated[fields.MaritalStatus | None, EmptyIsNone] = None
    dependents_count: Annotated[fields.Dependents | None, EmptyIsNone] = None
    household_size: Annotated[fields.HouseholdSize | None, EmptyIsNone] = None
    education_level: Annotated[fields.Said | None, EmptyIsNone] = None
    occupation: Annotated[fields.Said | None, EmptyIsNone] = None
    industry: Annotated[fields.Said | None, EmptyIsNone] = None
    years_of_experience: Annotated[fields.Experience | None, EmptyIsNone] = None
    company_name: Annotated[fields.Said | None, EmptyIsNone] = None
    company_size: Annotated[fields.Said | None, EmptyIsNone] = None
    monthly_income: fields.AmountOrNone = None
    income_frequency: Annotated[fields.Frequency | None, EmptyIsNone] = None
    primary_income_source: Annotated[fields.Said | None, EmptyIsNone] = None
    current_savings_balance: fields.AmountOrNone = None
    total_debt_amount: fields.AmountOrNone = None
    credit_score_range: Annotated[fields.CreditScore | None, EmptyIsNone] = None
    employment_status: Annotated[fields.Said | None, EmptyIsNone] = None
    primary_financial_goal: Annotated[fields.Said | None, EmptyIsNone] = None
    risk_tolerance_level: Annotated[fields.RiskTolerance | None, EmptyIsNone] = None
    financial_knowledge_level: Annotated[fields.Knowledge | None, EmptyIsNone] = None
    prefer_not_to_say: Annotated[list[fields.FactName], Field(max_length=len(facts.KEYS))] | None = None


class PreferencesChange(Incoming):
    """What Mingus writes to somebody, and how often it asks how they are."""

    health_checkin_frequency: Annotated[fields.CheckinFrequency | None, EmptyIsNone] = None
    notification_preferences: Notifications | None = None


class ProfileChange(FactsChange, PreferencesChange):
    """What to change of a profile; what is left out stays."""

    first_name: Name | None = None
    last_name: Name | None = None


class OnboardingChange(Incoming):
    """A step that was done or skipped, or whether the reminder is put away."""

    step: fields.StepName | None = None
    outcome: Literal["done", "skipped"] = "done"
    is_dismissed: Flag | None = None


class PayScheduleDraft(Incoming):
    """When somebody is paid, and how much arrives. `semimonthly_days` belongs to that rhythm and to no other."""

    name: Name
    rhythm: fields.Rhythm
    anchor_on: CalendarDate
    net_amount: PositiveAmountText
    gross_amount: fields.PositiveOrNone = None
    weekend_rule: fields.WeekendRule = "before"
    semimonthly_days: Annotated[fields.SemimonthlyDays | None, EmptyIsNone] = None
    earner_id: Annotated[UUID | None, EmptyIsNone] = None


class PayScheduleChange(Incoming):
    """What to change; what is left out stays. Null takes the gross amount away."""

    name: Name | None = None
    rhythm: fields.Rhythm | None = None
    anchor_on: CalendarDate | None = None
    net_amount: PositiveAmountText | None = None
    gross_amount: fields.PositiveOrNone = None
    weekend_rule: fields.WeekendRule | None = None
    semimonthly_days: Annotated[fields.SemimonthlyDays | None, EmptyIsNone] = None
    earner_id: Annotated[UUID | None, EmptyIsNone] = None


class DebtDraft(Incoming):
    """What is owed to one lender. Without `apr_percent` the rate is unknown, which is not zero."""

    name: Name
    kind: fields.DebtKind
    owed_amount: fields.Amount
    apr_percent: Annotated[fields.RatePercent | None, EmptyIsNone] = None
    minimum_payment: fields.AmountOrNone = None
    account_id: Annotated[UUID | None, EmptyIsNone] = None


class DebtChange(Incoming):
    """What to change; what is left out stays. Null makes rate, minimum payment or account unknown again."""

    name: Name | None = None
    kind: fields.DebtKind | None = None
    owed_amount: fields.AmountOrNone = None
    apr_percent: Annotated[fields.RatePercent | None, EmptyIsNone] = None
    minimum_payment: fields.AmountOrNone = None
    account_id: Annotated[UUID | None, EmptyIsNone] = None
