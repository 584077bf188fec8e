"""Whatever people call things, Beancount reads it."""

from datetime import date

from beancount import loader
from hypothesis import given
from hypothesis import strategies as st

from mingus.core.money import Money
from mingus.ledger.rules import beancount as notation
from mingus.ledger.rules.beancount import Posting

NEW_YEAR = date(2026, 1, 1)


def test_names_become_accounts() -> None:
    assert notation.account_names("Assets", ["Joint checking", "joint  Checking!", "Épargne", "401(k)", "💰", ""]) == [
        "Assets:Joint-checking",
        "Assets:Joint-Checking-2",
        "Assets:Epargne",
        "Assets:401-k",
        "Assets:Unnamed",
        "Assets:Unnamed-2",
    ]


def test_names_that_mingus_uses_itself_get_a_number() -> None:
    assert notation.account_names("Assets", ["Transfers"]) == ["Assets:Transfers-2"]


def test_quotes_and_line_breaks_stay_inside_the_string() -> None:
    assert notation.quoted('a "b"\\\n2026-01-01 open X') == r'"a \"b\"\\ 2026-01-01 open X"'


@given(st.lists(st.text(max_size=30), min_size=1, max_size=5), st.text(max_size=60), st.text(max_size=60))
def test_any_names_and_texts_make_a_valid_file(names: list[str], said: str, noted: str) -> None:
    accounts = notation.account_names("Assets", names)
    assert len({account.casefold() for account in accounts}) == len(names)
    openings = [notation.opening(NEW_YEAR, account, "USD") for account in [*accounts, notation.OPENING]]
    postings = [Posting(accounts[0], Money(-1234)), Posting(notation.OPENING, Money(1234))]
    entry = notation.entry(NEW_YEAR, "*", [said, noted], [("bank", said)], postings)
    asserted = notation.balance(date(2026, 1, 2), accounts[0], Money(-1234))
    entries, errors, _ = loader.load_string("".join([*openings, entry, asserted]))
    assert errors == []
    assert len(entries) == len(openings) + 2
