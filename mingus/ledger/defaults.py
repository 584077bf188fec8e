"""The categories a new household begins with. `slug` is how rules and merchants name them, whatever people rename."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class DefaultCategory:
    """One category Mingus brings along."""

    slug: str
    name: str
    kind: str


def _expense(slug: str, name: str) -> DefaultCategory:
    return DefaultCategory(slug, name, "expense")


def _income(slug: str, name: str) -> DefaultCategory:
    return DefaultCategory(slug, name, "income")


CATEGORIES: Final = (
    _income("paycheck", "Paycheck"),
    _income("side_income", "Side income"),
    _income("interest", "Interest & dividends"),
    _income("tax_refund", "Tax refund"),
    _income("other_income", "Other income"),
    _expense("housing", "Housing"),
    _expense("utilities", "Utilities"),
    _expense("phone_internet", "Phone & internet"),
    _expense("groceries", "Groceries"),
    _expense("dining_out", "Dining out"),
    _expense("coffee", "Coffee & snacks"),
    _expense("transport", "Transport"),
    _expense("car", "Car & gas"),
    _expense("health", "Health"),
    _expense("insurance", "Insurance"),
    _expense("personal_care", "Hair & personal care"),
    _expense("clothing", "Clothing"),
    _expense("shopping", "Shopping"),
    _expense("home", "Home & furniture"),
    _expense("subscriptions", "Subscriptions"),
    _expense("entertainment", "Entertainment"),
    _expense("travel", "Travel"),
    _expense("education", "Education"),
    _expense("student_loans", "Student loans"),
    _expense("debt_payments", "Debt payments"),
    _expense("family_giving", "Family & giving"),
    _expense("children", "Children"),
    _expense("savings_investing", "Savings & investing"),
    _expense("taxes", "Taxes"),
    _expense("fees", "Bank fees & interest"),
    _expense("cash", "Cash"),
    _expense("other", "Everything else"),
)
SLUGS: Final = frozenset(category.slug for category in CATEGORIES)
