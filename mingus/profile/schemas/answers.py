"""Profile, onboarding, pay and debts as programs read them. Amounts are decimal strings of `currency`."""

from datetime import date
from typing import Literal, Self
from uuid import UUID

from mingus.core.fields import Outgoing
from mingus.core.money import Money
from mingus.profile import facts
from mingus.profile.rules import STEPS, percent_text
from mingus.profile.schemas.views import DebtView, PayScheduleView, Preferences, ProfileView, Progress


class NotificationAnswer(Outgoing):
    """What Mingus may write about: what was chosen, or else what holds until then. Security alerts always come."""

    weeklyInsights: bool  # noqa: N815  the names are given
    goalReminders: bool  # noqa: N815  as given
    securityAlerts: Literal[True] = True  # noqa: N815  as given

    @classmethod
    def of(cls, preferences: Preferences) -> Self:
        """`preferences` for programs."""
        return cls(weeklyInsights=preferences.weekly_insights, goalReminders=preferences.goal_reminders)


class ProfileAnswer(Outgoing):
    """Who somebody is, as they say; null is not said. `monthly_income` is before taxes and deductions."""

    id: UUID
    email: str
    first_name: str
    last_name: str
    profile_completion_percentage: int
    phone: str | None
    city: str | None
    state: str | None
    zip_code: str | None
    age_range: str | None
    gender: str | None
    marital_status: str | None
    dependents_count: int | None
    household_size: int | None
    education_level: str | None
    occupation: str | None
    industry: str | None
    years_of_experience: str | None
    company_name: str | None
    company_size: str | None
    monthly_income: str | None
    income_frequency: str | None
    primary_income_source: str | None
    current_savings_balance: str | None
    total_debt_amount: str | None
    credit_score_range: str | None
    employment_status: str | None
    primary_financial_goal: str | None
    risk_tolerance_level: str | None
    financial_knowledge_level: str | None
    health_checkin_frequency: str
    notification_preferences: NotificationAnswer
    prefer_not_to_say: list[str]
    currency: str


def profile_answer(view: ProfileView, person_id: UUID, *, email: str, first_name: str, last_name: str) -> ProfileAnswer:
    """`view` and who it is of, for programs."""
    said = {key: view.said(key) for key in facts.KEYS}
    return ProfileAnswer(
        id=person_id,
        email=email,
        first_name=first_name,
        last_name=last_name,
        profile_completion_percentage=view.completion(first_name, last_name),
        **{key: value.decimal_string() if isinstance(value, Money) else value for key, value in said.items()},
        health_checkin_frequency=view.preferences.health_checkin_frequency,
        notification_preferences=NotificationAnswer.of(view.preferences),
        prefer_not_to_say=sorted(view.declined),
        currency=view.currency,
    )


class StepAnswer(Outgoing):
    """One step of the onboarding. `outcome` is null while it is open."""

    number: int
    step: str
    title: str
    url: str
    outcome: str | None


class OnboardingAnswer(Outgoing):
    """How far somebody is. `current_step` is the number of the step to go on with; the last one's when all is done."""

    current_step: int
    total_steps: int
    steps_decided: int
    is_finished: bool
    is_dismissed: bool
    profile_completion_percentage: int
    steps: list[StepAnswer]

    @classmethod
    def of(cls, progress: Progress, percent: int) -> Self:
        """`progress` for programs, and how much of the profile is there."""
        place = progress.place
        return cls(
            current_step=place.number,
            total_steps=place.total,
            steps_decided=place.decided,
            is_finished=progress.is_finished,
            is_dismissed=progress.is_dismissed,
            profile_completion_percentage=percent,
            steps=[
                StepAnswer(
                    number=number,
                    step=step.key,
                    title=step.title,
                    url=f"/onboarding/{step.key}",
                    outcome=progress.outcomes.get(step.key),
                )
                for number, step in enumerate(STEPS, start=1)
            ],
        )


class PayScheduleAnswer(Outgoing):
    """When somebody of the household is paid. `next_pay_days` are those of the next ninety days."""

    id: UUID
    earner_id: UUID
    name: str
    rhythm: str
    anchor_on: date
    semimonthly_days: str | None
    weekend_rule: str
    currency: str
    net_amount: str
    gross_amount: str | None
    net_per_month: str
    next_pay_days: list[date]

    @classmethod
    def of(cls, view: PayScheduleView, next_pay_days: list[date]) -> Self:
        """`view` for programs."""
        return cls(
            id=view.id,
            earner_id=view.person_id,
            name=view.name,
            rhythm=view.rhythm,
            anchor_on=view.anchor_on,
            semimonthly_days=view.semimonthly_days,
            weekend_rule=view.weekend_rule,
            currency=view.currency,
            net_amount=view.net.decimal_string(),
            gross_amount=view.gross.decimal_string() if view.gross else None,
            net_per_month=view.net_a_month.decimal_string(),
            next_pay_days=next_pay_days,
        )


class PayScheduleList(Outgoing):
    """All pay schedules of the household; they fit on one page."""

    items: list[PayScheduleAnswer]
    next_cursor: None = None


class DebtAnswer(Outgoing):
    """What is owed to one lender. `apr_percent` and `rate_basis_points` are null where the rate is unknown."""

    id: UUID
    name: str
    kind: str
    currency: str
    owed_amount: str
    apr_percent: str | None
    rate_basis_points: int | None
    minimum_payment: str | None
    account_id: UUID | None

    @classmethod
    def of(cls, view: DebtView) -> Self:
        """`view` for programs."""
        points = view.rate_basis_points
        return cls(
            id=view.id,
            name=view.name,
            kind=view.kind,
            currency=view.currency,
            owed_amount=view.balance.decimal_string(),
            apr_percent=None if points is None else percent_text(points),
            rate_basis_points=points,
            minimum_payment=view.minimum.decimal_string() if view.minimum else None,
            account_id=view.account_id,
        )


class DebtList(Outgoing):
    """All debts of the household; they fit on one page."""

    items: list[DebtAnswer]
    next_cursor: None = None
