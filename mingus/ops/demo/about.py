"""What the demonstration's person has told Mingus: who they are, when they are paid, what they owe."""

from typing import Final

from sqlalchemy.orm import Session

from mingus import ledger, profile
from mingus.core.clock import today
from mingus.core.money import Money
from mingus.core.tenancy import Member
from mingus.ops.demo.story.accounts import ACCOUNTS
from mingus.ops.demo.story.lines import A_PAYDAY, CARD, LOAN, SAVINGS
from mingus.ops.demo.story.moves import LOAN_PAYMENT_MINOR
from mingus.ops.demo.story.steady import PAY_MINOR

GROSS_MINOR: Final = 2_884_62  # 75,000 a year
MONTHLY_INCOME: Final = "6250.00"
_SAID: Final = {
    "city": "Atlanta",
    "state": "GA",
    "zip_code": "30303",
    "age_range": "25-34",
    "marital_status": "single",
    "dependents_count": 0,
    "household_size": 1,
    "education_level": "bachelor",
    "occupation": "Health information specialist",
    "industry": "healthcare",
    "years_of_experience": "4-7",
    "company_name": "Northlake Health",
    "company_size": "1001+",
    "monthly_income": MONTHLY_INCOME,
    "income_frequency": "biweekly",
    "primary_income_source": "salary",
    "credit_score_range": "good",
    "employment_status": "employed_full_time",
    "primary_financial_goal": "emergency_fund",
    "risk_tolerance_level": "moderate",
    "financial_knowledge_level": "beginner",
    "prefer_not_to_say": ["phone", "gender"],
}
_DEBTS: Final = ((LOAN, "student", "4.9", LOAN_PAYMENT_MINOR), (CARD, "card", "22.49", None))


def begin(db: Session, member: Member) -> None:
    """Say it all, once. The transaction must name the person."""
    kinds = {view.kind: view for view in ledger.account_list(db, member)}
    owed = {kind: view.owed for kind, view in kinds.items() if kind in {LOAN, CARD}}
    said = {
        "current_savings_balance": kinds[SAVINGS].balance.decimal_string(),
        "total_debt_amount": sum(owed.values(), Money(0, member.currency)).decimal_string(),
    }
    profile.change(db, member, profile.FactsChange.model_validate({**_SAID, **said}))
    _pay(db, member)
    names = {account.key: account.name for account in ACCOUNTS}
    for kind, debt_kind, rate, minimum_minor in _DEBTS:
        draft = profile.DebtDraft(
            name=names[kind],
            kind=debt_kind,
            owed_amount=owed[kind].decimal_string(),
            apr_percent=rate,
            minimum_payment=_text(minimum_minor, member) if minimum_minor else None,
            account_id=kinds[kind].id,
        )
        profile.add_debt(db, member, draft)
    for step in profile.STEPS:
        profile.note_onboarding(db, member, profile.OnboardingChange(step=step.key))


def _pay(db: Session, member: Member) -> None:
    """Every second Friday, from the newest one on."""
    day = today(member.time_zone)
    every_payday = profile.pay_days(profile.PayCalendar("biweekly", A_PAYDAY), A_PAYDAY, day)
    draft = profile.PayScheduleDraft(
        name="Northlake Health",
        rhythm="biweekly",
        anchor_on=every_payday[-1],
        net_amount=_text(PAY_MINOR, member),
        gross_amount=_text(GROSS_MINOR, member),
    )
    profile.add_pay_schedule(db, member, draft)


def _text(minor: int, member: Member) -> str:
    return Money(minor, member.currency).decimal_string()
