"""How much of a profile is there. Pure.

Every question that applies counts the same, and so do first and last name. A question is settled when it is answered,
or when its person says that they would rather not: then nobody asks again, and 100 % can be reached. What does not
apply is not counted: nobody between jobs is asked where they work. Preferences have a default in force, so they are
never missing and do not count either.
"""

from collections.abc import Collection
from typing import Final

QUESTIONS: Final = (
    *("phone", "city", "state", "zip_code", "age_range", "gender"),
    *("employment_status", "occupation", "industry", "years_of_experience", "company_name", "company_size"),
    *("education_level", "monthly_income", "income_frequency", "primary_income_source"),
    *("household_size", "dependents_count", "marital_status"),
    *("current_savings_balance", "total_debt_amount", "credit_score_range"),
    *("primary_financial_goal", "risk_tolerance_level", "financial_knowledge_level"),
)
_WITHOUT_EMPLOYER: Final = frozenset({"unemployed", "student", "caregiver", "retired"})
_OF_EMPLOYERS: Final = frozenset({"company_name", "company_size"})


def counted(employment_status: str | None) -> tuple[str, ...]:
    """The questions that apply to somebody who works like this; all of them while nobody knows."""
    left_out = _OF_EMPLOYERS if employment_status in _WITHOUT_EMPLOYER else frozenset()
    return tuple(question for question in QUESTIONS if question not in left_out)


def percentage(settled: Collection[str], employment_status: str | None, *, names: Collection[str]) -> int:
    """The share of questions that are settled, in whole percent, rounded down. A name of '' is not given."""
    questions = counted(employment_status)
    done = sum(question in settled for question in questions) + sum(bool(name.strip()) for name in names)
    return 100 * done // (len(questions) + len(names))
