"""Well-known shops get their usual category."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingus.ledger import defaults
from mingus.ledger.rules.merchants import INCOME, MERCHANTS, category_slug

KNOWN = {
    "Kroger": "groceries",
    "Trader Joe’s": "groceries",
    "Chick-fil-A": "dining_out",
    "Uber": "transport",
    "Uber Eats": "dining_out",
    "Costco": "groceries",
    "Costco Gas": "car",
    "Amazon": "shopping",
    "Amazon Prime": "subscriptions",
    "Ebenezer Baptist Church": "family_giving",
    "Acme Payroll": "paycheck",
    "Irs Treas 310": "tax_refund",
    "Nelnet": "student_loans",
    "ATM Fee": "fees",
    "H&M": "clothing",
    "Barclay": None,  # not "bar": words match whole
    "Shellfish Market": None,
    "Transfer to Savings": None,
    "": None,
}


@pytest.mark.parametrize(("text", "slug"), KNOWN.items())
def test_whole_words_match_and_the_longest_wins(text: str, slug: str | None) -> None:
    assert category_slug(text) == slug


def test_every_entry_names_a_default_category() -> None:
    kinds = {category.slug: category.kind for category in defaults.CATEGORIES}
    assert set(MERCHANTS.values()) <= set(kinds)
    assert {slug for slug in MERCHANTS.values() if kinds[slug] == "income"} == INCOME


@given(st.text(max_size=2000))
def test_any_text_has_an_answer(text: str) -> None:
    assert category_slug(text) is None or category_slug(text) in defaults.SLUGS
