"""Every rule of advice, by theme. Pure: what they know comes in as `figures.numbers.Numbers`."""

from typing import Final

from mingus.advice.rules import (
    credit,
    debt,
    goals,
    household,
    housing,
    income,
    insurance,
    resting,
    retirement,
    safety,
    school,
    spending,
    tax,
)

RULES: Final = (
    *safety.RULES,
    *resting.RULES,
    *debt.RULES,
    *school.RULES,
    *retirement.RULES,
    *tax.RULES,
    *insurance.RULES,
    *housing.RULES,
    *spending.RULES,
    *income.RULES,
    *goals.RULES,
    *household.RULES,
    *credit.RULES,
)
BY_ID: Final = {rule.id: rule for rule in RULES}

assert len(BY_ID) == len(RULES), "two rules have one id"
